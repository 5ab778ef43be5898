package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is known lies in the database, so each call here may be another replica's, after a restart.
@QuarkusTest
class AccountStandingTest {
    private static final SendResult ACCEPTED = new SendResult.Accepted("s", Optional.empty(), List.of());
    private static final SendResult DENIED = new SendResult.Denied(
            "brand gated",
            Optional.empty(),
            List.of(),
            new SendResult.AccountRefused("role missing", Duration.ofMinutes(30)));

    @Inject
    AccountStanding standing;

    @Inject
    AmazonAccounts accounts;

    @Inject
    Jdbi database;

    @Inject
    InstantSource time;

    private TestSeller seller;
    private AmazonCredentials credentials;

    @BeforeEach
    void createSeller() {
        seller = TestSeller.create();
        credentials = Objects.requireNonNull(
                accounts.credentials(List.of(seller.key())).get(seller.key()));
    }

    @Test
    void one_sku_that_is_denied_again_and_again_does_not_suspend_the_account() {
        note(first("A/B #1", DENIED));
        note(first("A/B #1", DENIED));
        note(again("A/B #1", DENIED));
        assertThat(suspended()).isEmpty();
    }

    @Test
    void a_second_sku_that_is_denied_suspends_it() {
        note(first("A/B #1", DENIED));
        note(first("A/B #2", DENIED));
        assertThat(suspended()).contains("role missing");
    }

    @Test
    void two_that_are_denied_in_one_batch_suspend_it() {
        note(first("A/B #1", DENIED), first("A/B #2", DENIED));
        assertThat(suspended()).contains("role missing");
    }

    @Test
    void one_that_is_accepted_in_between_clears_it() {
        note(first("A/B #1", DENIED));
        note(first("C", ACCEPTED));
        note(first("A/B #2", DENIED));
        assertThat(suspended()).isEmpty();
        note(first("A/B #3", DENIED), first("C", ACCEPTED));
        note(first("A/B #4", DENIED));
        assertThat(suspended()).isEmpty();
    }

    @Test
    void skus_that_were_denied_before_say_nothing_new() {
        note(again("A/B #1", DENIED));
        note(again("A/B #2", DENIED));
        assertThat(suspended()).isEmpty();
    }

    @Test
    void another_merchants_account_is_not_concerned() {
        note(first("A/B #1", DENIED));
        var mine = seller;
        createSeller();
        note(first("A/B #2", DENIED));
        assertThat(suspended()).isEmpty();
        seller = mine;
        assertThat(suspended()).isEmpty();
    }

    private AccountStanding.Outcome first(String sku, SendResult result) {
        return new AccountStanding.Outcome(credentials, sku, false, result);
    }

    private AccountStanding.Outcome again(String sku, SendResult result) {
        return new AccountStanding.Outcome(credentials, sku, true, result);
    }

    private void note(AccountStanding.Outcome... outcomes) {
        Instant now = time.instant();
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> standing.note(handle, seller.key(), List.of(outcomes), now)));
    }

    private Optional<String> suspended() {
        return database.withHandle(handle -> handle.select(
                        "select suspended_reason from amazon_account where merchant_id = ? and suspended_reason is not null",
                        seller.merchant().id())
                .mapTo(String.class)
                .findOne());
    }
}
