package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.status;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.AmazonSecrets;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Replicas that use one account's access token.
@QuarkusTest
class SharedTokensTest {
    private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofSeconds(15);

    @Inject
    Jdbi database;

    @Inject
    AmazonSecrets secrets;

    @Inject
    AmazonAccounts accounts;

    private final RecordingAmazon amazon = new RecordingAmazon();
    private final HttpCalls http = new HttpCalls(PLENTY);
    private volatile Instant now = NOON;
    private TestSeller seller;
    private AmazonCredentials account;
    private AccessTokens one;
    private AccessTokens two;

    @BeforeEach
    void startTwoReplicas() {
        seller = TestSeller.create();
        account = Objects.requireNonNull(
                accounts.credentials(List.of(seller.key())).get(seller.key()));
        one = replica();
        two = replica();
    }

    @AfterEach
    void close() {
        http.close();
        amazon.close();
    }

    @Test
    void one_replica_fetches_a_token_and_the_others_use_it() throws Exception {
        assertThat(together(() -> token(one), () -> token(two))).containsOnly("token-1");
        assertThat(amazon.askedForTokens()).hasSize(1);
    }

    @Test
    void a_token_is_kept_across_a_restart_until_it_is_about_to_end() {
        token(one);
        now = NOON.plusSeconds(3299);
        assertThat(token(replica())).isEqualTo("token-1");
        assertThat(amazon.askedForTokens()).hasSize(1);
        now = NOON.plusSeconds(3540);
        assertThat(token(replica())).isEqualTo("token-2");
    }

    @Test
    void a_token_is_kept_encrypted() {
        token(one);
        var column = database.withHandle(handle -> handle.select(
                        "select token from amazon_access_token where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(byte[].class)
                .one());
        assertThat(column).isNotEmpty();
        assertThat(new String(column, ISO_8859_1)).doesNotContain("token-1");
    }

    @Test
    void one_replica_fetches_ahead_and_the_others_take_what_it_has_fetched() {
        token(one);
        assertThat(token(two)).isEqualTo("token-1");
        now = NOON.plusSeconds(3300);
        token(one);
        await().untilAsserted(() -> assertThat(token(one)).isEqualTo("token-2"));
        token(two);
        await().untilAsserted(() -> assertThat(token(two)).isEqualTo("token-2"));
        assertThat(amazon.askedForTokens()).hasSize(2);
    }

    @Test
    void changed_credentials_never_use_an_old_token_and_old_ones_no_newer() {
        token(one);
        var changed = List.of(
                with("another client", account.clientSecret(), account.refreshToken()),
                with(account.clientId(), "another secret", account.refreshToken()),
                with(account.clientId(), account.clientSecret(), "another refresh token"));
        int expected = 2;
        for (var credentials : changed) {
            assertThat(granted(two.of(credentials, Deadline.in(PLENTY)))).isEqualTo("token-" + expected++);
            assertThat(granted(replica().of(credentials, Deadline.in(PLENTY))))
                    .as("the same credentials at another replica")
                    .isEqualTo("token-" + (expected - 1));
        }
        assertThat(token(replica())).as("the old ones").isEqualTo("token-" + expected);
    }

    @Test
    void a_fetch_for_old_credentials_does_not_hold_up_new_ones() {
        var kept = kept(database);
        assertThat(kept.claim(account, kept.find(account).orElseThrow(), false, LEASE))
                .isPresent();
        var rotated = with(account.clientId(), "rotated", account.refreshToken());
        assertThat(granted(one.of(rotated, Deadline.in(PLENTY)))).isEqualTo("token-1");
    }

    @Test
    void a_token_that_amazon_turns_down_is_dropped_for_all_and_replaced_once() {
        assertThat(token(one)).isEqualTo(token(two));
        assertThat(instead(one, "token-1")).isEqualTo("token-2");
        assertThat(instead(two, "token-1")).as("what the other has fetched").isEqualTo("token-2");
        var three = replica();
        assertThat(token(three)).isEqualTo("token-2");
        assertThat(three.insteadOf("token-2", account, Deadline.in(PLENTY)))
                .as("another replica had one replaced a moment ago: it is not the token")
                .isEmpty();
        assertThat(amazon.askedForTokens()).hasSize(2);
        now = NOON.plusSeconds(300);
        assertThat(instead(three, "token-2")).isEqualTo("token-3");
    }

    @Test
    void a_token_that_was_turned_down_is_gone_though_no_other_could_be_fetched() {
        token(one);
        amazon.tokenEndpointSays(status(503, "{\"error\":\"temporarily_unavailable\"}"));
        assertThat(one.insteadOf("token-1", account, Deadline.in(PLENTY)))
                .get()
                .isInstanceOf(TokenResult.Unavailable.class);
        assertThat(token(replica())).isEqualTo("token-2");
    }

    @Test
    void a_token_that_cannot_be_decrypted_is_fetched_anew() {
        token(one);
        database.useHandle(handle -> handle.execute(
                "update amazon_access_token set token = ? where merchant_id = ?",
                new byte[] {1, 9, 9, 9, 9, 0},
                seller.merchant().id()));
        assertThat(token(replica())).isEqualTo("token-2");
        assertThat(token(replica())).as("and stored").isEqualTo("token-2");
    }

    @Test
    void a_token_copied_from_another_account_does_not_decrypt() {
        token(one);
        var thief = TestSeller.create();
        var stolen = Objects.requireNonNull(
                accounts.credentials(List.of(thief.key())).get(thief.key()));
        granted(one.of(stolen, Deadline.in(PLENTY)));
        database.useHandle(handle ->
                handle.execute("""
                update amazon_access_token t set token = s.token from amazon_access_token s
                where t.merchant_id = ? and s.merchant_id = ?
                """, thief.merchant().id(), seller.merchant().id()));
        assertThat(granted(replica().of(stolen, Deadline.in(PLENTY)))).isEqualTo("token-3");
    }

    @Test
    void a_replica_that_died_while_it_fetched_holds_up_the_others_for_its_lease() {
        var kept = kept(database);
        kept.claim(account, kept.find(account).orElseThrow(), false, LEASE);
        assertThat(one.of(account, Deadline.in(Duration.ofMillis(300)))).isInstanceOf(TokenResult.Unavailable.class);
        assertThat(amazon.askedForTokens()).isEmpty();
        now = NOON.plus(LEASE);
        assertThat(token(one)).isEqualTo("token-1");
    }

    @Test
    void a_replica_whose_lease_is_over_writes_nothing_over_a_newer_token() {
        var kept = kept(database);
        long old = kept.claim(account, kept.find(account).orElseThrow(), false, LEASE)
                .orElseThrow();
        now = NOON.plus(LEASE);
        token(one);
        var late = new TokenResult.Granted("late", now.plusSeconds(3300), now.plusSeconds(3540));
        assertThat(kept.store(seller.key(), old, new KeptTokens.Fetched(late, now, false)))
                .isFalse();
        assertThat(token(replica())).isEqualTo("token-1");
    }

    @Test
    void after_a_failure_the_next_one_tries_at_once() {
        amazon.tokenEndpointSays(status(503, "{\"error\":\"temporarily_unavailable\"}"));
        assertThat(one.of(account, Deadline.in(PLENTY))).isInstanceOf(TokenResult.Unavailable.class);
        assertThat(token(two)).isEqualTo("token-1");
    }

    @Test
    void one_that_is_asked_for_anew_serves_everybody_from_then_on() {
        token(one);
        now = NOON.plusSeconds(60);
        assertThat(granted(one.anew(account))).isEqualTo("token-2");
        assertThat(token(one)).isEqualTo("token-2");
        assertThat(token(replica())).isEqualTo("token-2");
    }

    @Test
    void an_account_that_is_gone_leaves_no_token() {
        token(one);
        seller.calls()
                .delete("/api/v1/amazon-accounts/%d?listings=0".formatted(seller.account()))
                .then()
                .statusCode(202);
        assertThat(token(replica())).as("for a number on its way").isEqualTo("token-2");
        var left = database.withHandle(handle -> handle.select(
                        "select count(*) from amazon_access_token where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
        assertThat(left).isZero();
    }

    @Test
    void where_the_database_is_away_a_replica_fetches_a_token_of_its_own() {
        var away = Jdbi.create("jdbc:postgresql://127.0.0.1:1/nothing");
        assertThat(token(replica(away))).isEqualTo("token-1");
    }

    private AccessTokens replica() {
        return replica(database);
    }

    private AccessTokens replica(Jdbi itsDatabase) {
        var login = new TokenEndpoint(http, amazon.config(Map.of()), () -> now, (_, _) -> {});
        var shared = new SharedTokens(login::fetch, kept(itsDatabase), () -> now, LEASE.minusSeconds(5));
        return new AccessTokens(shared, () -> now);
    }

    private KeptTokens kept(Jdbi itsDatabase) {
        return new KeptTokens(itsDatabase, secrets, () -> now);
    }

    private String token(AccessTokens replica) {
        return granted(replica.of(account, Deadline.in(PLENTY)));
    }

    private String instead(AccessTokens replica, String rejected) {
        return granted(replica.insteadOf(rejected, account, Deadline.in(PLENTY)).orElseThrow());
    }

    private static String granted(TokenResult result) {
        assertThat(result).isInstanceOf(TokenResult.Granted.class);
        return ((TokenResult.Granted) result).token();
    }

    @SafeVarargs
    private static List<String> together(Callable<String>... calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var all = Stream.generate(() -> Stream.of(calls))
                    .limit(16 / calls.length)
                    .flatMap(each -> each)
                    .collect(toList());
            return threads.invokeAll(all).stream().map(Future::resultNow).toList();
        }
    }

    private AmazonCredentials with(String clientId, String clientSecret, String refreshToken) {
        return new AmazonCredentials(
                account.account(), account.region(), account.sellerId(), clientId, clientSecret, refreshToken);
    }
}
