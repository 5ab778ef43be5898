package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.World.GERMANY;
import static io.stockrule.simulator.World.SELLER;
import static io.stockrule.simulator.World.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrule.simulator.World;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmazonAccessTest {
    private static final String READ = "/MUG?marketplaceIds=" + GERMANY;

    @TempDir
    Path data;

    private World world;

    @BeforeEach
    void start() {
        world = World.on(data).withSeller("{}", """
                [{"sku":"MUG","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":3}]}]""");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private long[] statuses(int howMany, String method) {
        return IntStream.range(0, howMany)
                .mapToLong(i -> method.equals("GET")
                        ? world.amazon("GET", READ, "").status()
                        : world.patch("MUG", "merge", units(i)).status())
                .toArray();
    }

    /// A request counts from when it arrived, and that it waits is told by another clock than this world's: so the
    /// first
    /// one, which waits for classes to be loaded, is of another operation, and there is some time to spare.
    @Test
    void five_requests_of_an_operation_pass_at_once_and_five_more_each_second() {
        statuses(1, "GET");
        assertThat(statuses(7, "PATCH")).containsExactly(200, 200, 200, 200, 200, 429, 429);
        world.clock.pass(Duration.ofMillis(300));
        assertThat(statuses(2, "PATCH")).containsExactly(200, 429);
        world.clock.pass(Duration.ofMinutes(1));
        assertThat(statuses(6, "PATCH")).containsExactly(200, 200, 200, 200, 200, 429);
    }

    @Test
    void each_operation_has_a_bucket_of_its_own() {
        statuses(6, "PATCH");

        assertThat(statuses(5, "GET")).containsOnly(200);
    }

    @Test
    void each_account_has_a_bucket_of_its_own() {
        assertThat(statuses(6, "GET")).endsWith(429);
        world.control("PUT", "/amazon/accounts/OTHER", "{}");
        world.loginAs("OTHER");

        var others = world.amazon("OTHER", "GET", READ, "", Duration.ofSeconds(9));

        assertThat(others.status()).isEqualTo(404);
    }

    @Test
    void buckets_can_be_refilled_on_request() {
        statuses(6, "PATCH");
        world.control("POST", "/amazon/refill-buckets", "");

        assertThat(statuses(5, "PATCH")).containsOnly(200);
    }

    @Test
    void too_many_are_told_without_the_rate_and_counted() {
        statuses(5, "PATCH");

        var reply = world.patch("MUG", "merge", units(1));

        assertThat(reply.body().at("/errors/0/code").asText()).isEqualTo("QuotaExceeded");
        assertThat(reply.header("x-amzn-RateLimit-Limit")).isEmpty();
        assertThat(reply.header("x-amzn-RequestId")).isNotEmpty();
        var counter = "amazon " + SELLER + " patchListingsItem 429";
        assertThat(world.control("/counters").path(counter).asInt()).isEqualTo(1);
        assertThat(world.patches("?after=5").at("/0/answered").asText()).isEqualTo("429");
    }

    @Test
    void the_rate_is_told_with_a_good_answer() {
        assertThat(world.amazon("GET", READ, "").header("x-amzn-RateLimit-Limit"))
                .isEqualTo("5.0");
    }

    @Test
    void the_token_call_takes_json_as_well() {
        var form = world.loginAs(SELLER);

        assertThat(form.status()).isEqualTo(200);
        assertThat(form.body().path("token_type").asText()).isEqualTo("bearer");
        assertThat(form.body().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(world.loginByJson("""
                        {"grant_type":"refresh_token","refresh_token":"refresh-%1$s","client_id":"client-%1$s",\
                        "client_secret":"secret-%1$s","scope":""}""".formatted(SELLER))
                        .body()
                        .path("access_token")
                        .asText())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=password,                                                                          400, unsupported_grant_type",
        "grant_type=refresh_token&refresh_token=refresh-A2SELLER&client_id=nobody&client_secret=x,     401, invalid_client",
        "grant_type=refresh_token&refresh_token=refresh-A2SELLER&client_id=client-A2SELLER&client_secret=x, 401, invalid_client",
        "grant_type=refresh_token&refresh_token=x&client_id=client-A2SELLER&client_secret=secret-A2SELLER, 400, invalid_grant",
    })
    void a_wrong_token_call_is_refused(String form, int status, String error) {
        var reply = world.login(form);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().path("error").asText()).isEqualTo(error);
    }

    @Test
    void a_rotated_secret_and_a_withdrawn_authorisation_are_refused() {
        world.control("PUT", "/amazon/accounts/" + SELLER, "{\"clientSecret\":\"new\"}");
        assertThat(world.loginAs(SELLER).body().path("error").asText()).isEqualTo("invalid_client");

        world.control(
                "PUT", "/amazon/accounts/" + SELLER, "{\"clientSecret\":\"secret-A2SELLER\",\"refreshToken\":\"new\"}");
        assertThat(world.loginAs(SELLER).body().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void an_access_token_is_good_for_an_hour() {
        assertThat(world.amazon("GET", READ, "").status()).isEqualTo(200);
        world.clock.pass(Duration.ofHours(1));

        var reply = world.amazon("GET", READ, "");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body().at("/errors/0/code").asText()).isEqualTo("Unauthorized");
    }

    @Test
    void access_tokens_can_be_withdrawn_early() {
        world.amazon("GET", READ, "");
        world.control("POST", "/amazon/accounts/" + SELLER + "/withdraw-tokens", "");

        assertThat(world.amazon("GET", READ, "").status()).isEqualTo(403);
        world.loginAs(SELLER);
        assertThat(world.amazon("GET", READ, "").status()).isEqualTo(200);
    }

    @Test
    void a_token_of_one_seller_opens_nothing_of_another() {
        world.control("PUT", "/amazon/accounts/OTHER", "{}");
        world.loginAs("OTHER");

        assertThat(world.amazon("GET", READ, "").status()).isEqualTo(403);
    }

    @Test
    void a_fault_before_applies_nothing_and_one_after_applies_it() {
        fault("{\"operation\":\"patchListingsItem\",\"kind\":\"SERVER_ERROR\",\"moment\":\"BEFORE\",\"times\":1}");
        assertThat(world.patch("MUG", "merge", units(7)).status()).isEqualTo(500);
        assertThat(world.listing("MUG").path("submitted")).isEmpty();

        fault("{\"operation\":\"patchListingsItem\",\"kind\":\"OVERLOADED\",\"moment\":\"AFTER\",\"times\":1}");
        assertThat(world.patch("MUG", "merge", units(8)).status()).isEqualTo(503);
        assertThat(world.listing("MUG")
                        .at("/submitted/" + GERMANY + "/0/quantity")
                        .asInt())
                .isEqualTo(8);
        assertThat(world.patches("").at("/1/answered").asText()).isEqualTo("503");
        assertThat(world.patches("").at("/1/status").asText()).isEqualTo("ACCEPTED");
    }

    @Test
    void a_fault_hits_every_so_manieth_request() {
        fault("{\"operation\":\"getListingsItem\",\"kind\":\"SERVER_ERROR\",\"every\":2}");

        assertThat(statuses(5, "GET")).containsExactly(200, 500, 200, 500, 200);
    }

    @Test
    void a_fault_can_be_limited_to_a_sku_and_taken_back() {
        fault("{\"operation\":\"getListingsItem\",\"kind\":\"SERVER_ERROR\",\"sku\":\"OTHER\"}");
        assertThat(statuses(1, "GET")).containsExactly(200);

        fault("{\"operation\":\"getListingsItem\",\"kind\":\"SERVER_ERROR\"}");
        world.control("DELETE", "/faults", "");
        assertThat(statuses(1, "GET")).containsExactly(200);
    }

    @Test
    void a_hanging_request_leaves_the_caller_to_its_timeout_though_it_was_applied() {
        fault("{\"operation\":\"patchListingsItem\",\"kind\":\"HANG\",\"moment\":\"AFTER\",\"times\":1}");

        assertThatThrownBy(
                        () -> world.amazon("PATCH", READ, World.patchBody("merge", units(9)), Duration.ofMillis(700)))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(world.patches("").at("/0/answered").asText()).isEqualTo("silence");
        assertThat(world.patches("").at("/0/status").asText()).isEqualTo("ACCEPTED");
    }

    @Test
    void a_connection_can_be_cut() {
        fault("{\"operation\":\"patchListingsItem\",\"kind\":\"CLOSE\",\"times\":1}");

        assertThatThrownBy(() -> world.patch("MUG", "merge", units(9))).isInstanceOf(UncheckedIOException.class);
        assertThat(world.patch("MUG", "merge", units(9)).status()).isEqualTo(200);
    }

    @Test
    void the_token_call_fails_on_request() {
        fault("{\"operation\":\"token\",\"kind\":\"OVERLOADED\",\"times\":1}");

        assertThat(world.loginAs(SELLER).body().path("error").asText()).isEqualTo("temporarily_unavailable");
        assertThat(world.loginAs(SELLER).status()).isEqualTo(200);
    }

    private void fault(String fault) {
        assertThat(world.control("POST", "/faults", fault).status()).isEqualTo(200);
    }
}
