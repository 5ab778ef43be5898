package io.stockrule.shopify.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.Grant;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopSecrets;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.TestShop;
import io.stockrule.shopify.admin.ShopTokens.Access;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the tokens of a connected shop are renewed, by several replicas and under faults, at the simulated Shopify.
@QuarkusTest
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class OfflineTokensTest {
    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    GraphQl graphql;

    @Inject
    TokenRequests requests;

    @Inject
    TokenPairs pairs;

    @Inject
    ShopLogins shops;

    @Inject
    ShopSecrets secrets;

    @Inject
    ShopifyConfig config;

    @Inject
    InstantSource time;

    @Inject
    Jdbi database;

    SimulatedShop simulated;
    TestShop shop;

    @BeforeEach
    void connect() {
        simulated = SimulatedShop.create(shopify, "AUTHORIZATION_CODE").connect();
        shop = simulated.shop();
        assertThat(simulated.tokensGiven()).isEqualTo(1);
    }

    private OfflineTokens replica() {
        return new OfflineTokens(requests, pairs, shops, time, config);
    }

    private ShopLogin login() {
        return shops.login(shop.key()).orElseThrow();
    }

    private Reply ask() {
        return graphql.ask(login(), Documents.SHOP_AND_GRANT, Map.of());
    }

    private TokenPair pair() {
        return pairs.find(shop.key()).orElseThrow().pair().orElseThrow();
    }

    private void set(String column, Instant to) {
        database.useHandle(handle ->
                handle.execute("update shop_connection set %s = ? where shop_id = ?".formatted(column), to, shop.id()));
    }

    private void comeToTheEnd() {
        set("access_until", time.instant());
    }

    /// Seconds before its end at which an access token is renewed.
    @ParameterizedTest
    @CsvSource({"240, 2", "360, 1"})
    void an_access_token_is_renewed_some_minutes_before_its_end(long left, int given) {
        set("access_until", time.instant().plusSeconds(left));
        assertThat(ask()).isInstanceOf(Reply.Data.class);
        assertThat(ask()).isInstanceOf(Reply.Data.class);
        assertThat(simulated.tokensGiven()).isEqualTo(given);
    }

    @Test
    void all_who_ask_at_once_get_the_one_new_token() throws Exception {
        comeToTheEnd();
        var replicas = List.of(replica(), replica());
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Callable<Access>>();
            for (int i = 0; i < 8; i++) {
                var replica = replicas.get(i % 2);
                asked.add(() -> {
                    go.await();
                    return replica.of(login());
                });
            }
            var answers = asked.stream().map(threads::submit).toList();
            go.countDown();
            var tokens = new HashSet<Access>();
            for (var answer : answers) {
                tokens.add(answer.get());
            }
            assertThat(tokens).containsExactly(new Access.Open(pair().access()));
        }
        assertThat(simulated.tokensGiven()).isEqualTo(2);
        assertThat(ask()).isInstanceOf(Reply.Data.class);
    }

    @Test
    void a_token_that_shopify_no_longer_takes_is_renewed_once() {
        simulated.control("POST", "/expire-tokens", Map.of());
        assertThat(ask()).isInstanceOf(Reply.Data.class);
        assertThat(simulated.tokensGiven()).isEqualTo(2);
    }

    /// The replica that knows no better does not throw away what another has brought.
    @Test
    void a_token_that_was_replaced_meanwhile_is_forgotten_without_a_word() {
        var old = pair().access();
        comeToTheEnd();
        assertThat(ask()).isInstanceOf(Reply.Data.class);
        replica().forget(login(), old);
        assertThat(ask()).isInstanceOf(Reply.Data.class);
        assertThat(simulated.tokensGiven()).isEqualTo(2);
    }

    @Test
    void a_lost_answer_is_asked_for_again_with_the_same_refresh_token() {
        comeToTheEnd();
        var before = pair();
        simulated.losesTokens(2);
        assertThat(ask()).isInstanceOf(Reply.Failed.class);
        assertThat(ask()).isInstanceOf(Reply.Failed.class);
        assertThat(pair()).isEqualTo(before);
        assertThat(ask()).isInstanceOf(Reply.Data.class);
        assertThat(pair().refresh()).isNotEqualTo(before.refresh());
        shop.shown().body("$", not(hasKey("suspendedReason")));
    }

    @Test
    void a_refused_renewal_is_told_and_changes_no_stock() {
        shop.update(7, TestShop.BERLIN, 10, "2026-01-01T00:00:00Z");
        comeToTheEnd();
        simulated.control("POST", "/expire-refresh-tokens", Map.of());
        assertThat(ask())
                .isEqualTo(new Reply.Refused(
                        "connect the shop again: Shopify does not renew its tokens (status 400, invalid_grant)", true));
        shop.shown().body("suspendedReason", startsWith("connect the shop again"));
        assertThat(database.<Long, RuntimeException>withHandle(handle -> handle.select(
                                "select available from stock_level where merchant_id = ? and inventory_item_id = 7",
                                shop.merchant().id())
                        .mapTo(Long.class)
                        .one()))
                .isEqualTo(10);
        simulated.connect();
        shop.shown().body("$", not(hasKey("suspendedReason")));
        assertThat(ask()).isInstanceOf(Reply.Data.class);
    }

    @Test
    void an_app_that_shopify_does_not_know_is_told_as_such() {
        comeToTheEnd();
        simulated.control("PUT", "", Map.of("clientSecret", "rotated"));
        assertThat(ask())
                .isEqualTo(new Reply.Refused("Shopify refuses the app's client id and secret (status 401)", true));
        shop.change(Map.of("clientSecret", "rotated")).statusCode(200);
        assertThat(ask()).isInstanceOf(Reply.Data.class);
    }

    @Test
    void tokens_that_cannot_be_read_are_told() {
        database.useHandle(handle -> handle.execute(
                "update shop_connection set refresh_token = ? where shop_id = ?",
                new byte[] {1, 9, 9, 9, 9, 0},
                shop.id()));
        assertThat(ask()).isEqualTo(new Reply.Refused("connect the shop again: its tokens cannot be read"));
        shop.shown().body("suspendedReason", equalTo("connect the shop again: its tokens cannot be read"));
    }

    /// As a replica whose power goes after Shopify has answered and before that is stored.
    private OfflineTokens failing() {
        var cut = new TokenPairs(database, secrets, time) {
            @Override
            public boolean renew(ShopKey key, long fence, TokenPair pair) {
                throw new IllegalStateException("the power is gone");
            }

            @Override
            public void release(ShopKey key, long fence) {
                throw new IllegalStateException("the power is gone");
            }
        };
        return new OfflineTokens(requests, cut, shops, time, config);
    }

    @Test
    void what_was_answered_and_not_stored_is_asked_for_again_when_the_lease_ends() throws Exception {
        comeToTheEnd();
        assertThatThrownBy(() -> failing().of(login())).hasMessage("the power is gone");
        assertThat(simulated.tokensGiven()).isEqualTo(2);
        var found = pairs.find(shop.key()).orElseThrow();
        assertThat(pairs.claim(shop.key(), found, Duration.ofMinutes(1)))
                .as("somebody may be at it still")
                .isEmpty();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> replica().of(login()));
            set("lease_until", time.instant());
            assertThat(waiting.get()).isEqualTo(new Access.Open(pair().access()));
        }
        assertThat(simulated.tokensGiven()).isEqualTo(3);
        assertThat(ask()).isInstanceOf(Reply.Data.class);
    }

    @Test
    void who_has_lost_the_lease_stores_nothing() {
        comeToTheEnd();
        var slow = pairs.claim(shop.key(), pairs.find(shop.key()).orElseThrow(), Duration.ZERO)
                .orElseThrow();
        assertThat(ask()).isInstanceOf(Reply.Data.class);
        var stored = pair();
        var late = new TokenPair(
                "late",
                time.instant().plusSeconds(3_600),
                "late",
                time.instant().plusSeconds(7_776_000));
        assertThat(pairs.renew(shop.key(), slow, late)).isFalse();
        pairs.release(shop.key(), slow);
        assertThat(pair()).isEqualTo(stored);
    }

    /// As a replica that stands still after it has taken the lease, and is overtaken.
    private OfflineTokens overtaken() {
        var slow = new TokenPairs(database, secrets, time) {
            @Override
            public Optional<Long> claim(ShopKey key, Kept found, Duration lease) {
                var fence = super.claim(key, found, Duration.ZERO);
                assertThat(ask()).isInstanceOf(Reply.Data.class);
                return fence;
            }
        };
        return new OfflineTokens(requests, slow, shops, time, config);
    }

    @Test
    void who_has_lost_the_lease_and_is_refused_takes_the_pair_of_the_other() {
        comeToTheEnd();
        assertThat(overtaken().of(login())).isEqualTo(new Access.Open(pair().access()));
        assertThat(simulated.tokensGiven()).isEqualTo(2);
        shop.shown().body("$", not(hasKey("suspendedReason")));
    }

    @Test
    void a_refusal_from_before_says_nothing_of_a_new_consent() {
        var before = login();
        simulated.connect();
        shops.suspend(before, "connect the shop again");
        shop.shown().body("$", not(hasKey("suspendedReason")));
        shops.suspend(login(), "connect the shop again");
        shop.shown().body("suspendedReason", equalTo("connect the shop again"));
    }

    @Test
    void who_is_stopped_while_waiting_leaves_all_as_it_is() throws Exception {
        comeToTheEnd();
        assertThat(pairs.claim(shop.key(), pairs.find(shop.key()).orElseThrow(), Duration.ofMinutes(1)))
                .isPresent();
        var before = pairs.find(shop.key());
        var login = login();
        var answers = new ArrayList<Access>();
        var waiting = Thread.ofPlatform().start(() -> answers.add(replica().of(login)));
        await().until(() -> Stream.of(waiting.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("sleep")));
        waiting.interrupt();
        waiting.join();
        assertThat(answers).containsExactly(new Access.Closed(new Reply.Failed("no access token: interrupted")));
        assertThat(pairs.find(shop.key())).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"13, true", "15, false"})
    void a_connection_that_comes_to_its_end_is_told(long days, boolean told) {
        set("refresh_until", time.instant().plus(Duration.ofDays(days)));
        shop.shown().body("$", told ? hasKey("reconnectBy") : not(hasKey("reconnectBy")));
    }

    @Test
    void a_log_never_shows_a_token() {
        var pair = pair();
        var shown = List.of(
                pair,
                pairs.find(shop.key()),
                login(),
                new Access.Open(pair.access()),
                new Grant.PermanentToken("shpat_1"));
        assertThat(Objects.toString(shown)).doesNotContain(pair.access(), pair.refresh(), TestShop.SECRET, "shpat_1");
    }
}
