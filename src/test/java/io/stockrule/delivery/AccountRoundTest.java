package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountRoundTest {
    @Inject
    AccountRound round;

    @Test
    void an_account_that_cannot_be_served_holds_up_no_other() {
        var sellers = List.of(TestSeller.create(), TestSeller.create(), TestSeller.create());
        var broken = sellers.get(1).key();
        var made = new CopyOnWriteArrayList<String>();
        round.start(
                sellers.stream().map(TestSeller::key).toList(),
                account -> {
                    if (account.equals(broken)) {
                        throw new IllegalStateException("a row that cannot be read");
                    }
                    return List.of("request of " + account);
                },
                (_, request) -> made.add(request));
        await().untilAsserted(() -> assertThat(made)
                .containsExactlyInAnyOrder(
                        "request of " + sellers.get(0).key(),
                        "request of " + sellers.get(2).key()));
    }

    @Test
    void merchants_take_turns_and_each_one_s_accounts_keep_their_order() {
        assertThat(AccountRound.inTurns(List.of(key(1, 3), key(1, 1), key(1, 2), key(2, 9), key(3, 8), key(3, 7))))
                .containsExactly(key(1, 3), key(2, 9), key(3, 8), key(1, 1), key(3, 7), key(1, 2));
    }

    @Test
    void a_merchant_with_a_thousand_accounts_delays_another_by_one_of_them() {
        var ready = new ArrayList<>(
                LongStream.range(0, 1_000).mapToObj(account -> key(1, account)).toList());
        ready.add(key(2, 1));
        var turns = AccountRound.inTurns(ready);
        assertThat(turns).startsWith(key(1, 0), key(2, 1)).hasSize(AccountRound.MOST_OF_A_MERCHANT + 1);
    }

    private static AccountKey key(long merchant, long account) {
        return new AccountKey(merchant, account);
    }
}
