package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.ACCOUNT;
import static io.stockrule.amazon.RecordingAmazon.status;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.ClientSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
    private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
    private static final Duration PLENTY = Duration.ofSeconds(20);

    private final RecordingAmazon amazon = new RecordingAmazon();
    private final HttpCalls http = new HttpCalls(PLENTY);
    private final Queue<Boolean> noted = new ConcurrentLinkedQueue<>();
    private volatile Instant now = NOON;
    private final AccessTokens tokens = tokens(Map.of());

    @AfterEach
    void close() {
        http.close();
        amazon.close();
    }

    @Test
    void the_token_call_is_a_form_with_every_value_encoded() {
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
        var asked = amazon.askedForTokens().getFirst();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.headers().get("content-type")).startsWith("application/x-www-form-urlencoded");
        assertThat(asked.body())
                .isEqualTo("grant_type=refresh_token&refresh_token=Atzr%7Cthe%2Frefresh%3Dtoken"
                        + "&client_id=amzn1.application-oa2-client.x&client_secret=the%2Bsecret%26");
    }

    /// Nobody asks for it in the last part of its life, in which another would be fetched ahead.
    @Test
    void a_token_is_not_used_in_the_minute_before_it_expires() {
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
        now = NOON.plusSeconds(3299);
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
        now = NOON.plusSeconds(3540);
        assertThat(token(ACCOUNT)).isEqualTo("token-2");
    }

    @Test
    void another_token_is_fetched_while_the_old_one_serves_so_that_nobody_waits() {
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
        now = NOON.plusSeconds(3299);
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
        assertThat(amazon.askedForTokens()).hasSize(1);
        now = NOON.plusSeconds(3300);
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
        await().untilAsserted(() -> assertThat(token(ACCOUNT)).isEqualTo("token-2"));
        assertThat(amazon.askedForTokens()).hasSize(2);
        amazon.tokenEndpointSays(amazon.silence());
        now = NOON.plusSeconds(3540);
        assertThat(granted(tokens.of(ACCOUNT, Deadline.in(Duration.ZERO)))).isEqualTo("token-2");
    }

    @Test
    void many_callers_have_it_fetched_ahead_once() throws Exception {
        token(ACCOUNT);
        now = NOON.plusSeconds(3400);
        amazon.tokenEndpointSays(amazon.silence());
        assertThat(together(16, () -> token(ACCOUNT))).containsOnly("token-1");
        await().untilAsserted(() -> assertThat(amazon.askedForTokens()).hasSize(2));
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
        assertThat(amazon.askedForTokens()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"503, temporarily_unavailable", "400, invalid_grant"})
    void what_cannot_be_fetched_ahead_is_tried_again_while_the_old_one_serves(int status, String error) {
        token(ACCOUNT);
        now = NOON.plusSeconds(3300);
        amazon.tokenEndpointSays(oauthError(status, error, "words of Amazon"));
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
        await().untilAsserted(() -> assertThat(amazon.askedForTokens()).hasSize(2));
        now = now.plusSeconds(29);
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
        assertThat(amazon.askedForTokens()).hasSize(2);
        now = now.plusSeconds(1);
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
        await().untilAsserted(() -> assertThat(token(ACCOUNT)).isEqualTo("token-2"));
    }

    @Test
    void sixteen_callers_on_a_cold_cache_make_one_token_call() throws Exception {
        assertThat(together(16, () -> token(ACCOUNT))).containsOnly("token-1");
        assertThat(amazon.askedForTokens()).hasSize(1);
    }

    @Test
    void sixteen_callers_with_a_rejected_token_replace_it_once() throws Exception {
        var rejected = token(ACCOUNT);
        assertThat(together(
                        16,
                        () -> granted(tokens.insteadOf(rejected, ACCOUNT, Deadline.in(PLENTY))
                                .orElseThrow())))
                .containsOnly("token-2");
        assertThat(amazon.askedForTokens()).hasSize(2);
    }

    @Test
    void a_token_is_replaced_at_most_once_in_some_minutes() {
        var first = token(ACCOUNT);
        var second =
                granted(tokens.insteadOf(first, ACCOUNT, Deadline.in(PLENTY)).orElseThrow());
        now = NOON.plusSeconds(299);
        assertThat(tokens.insteadOf(second, ACCOUNT, Deadline.in(PLENTY))).isEmpty();
        assertThat(tokens.insteadOf(first, ACCOUNT, Deadline.in(PLENTY)).map(AccessTokensTest::granted))
                .as("what another caller has renewed meanwhile")
                .contains(second);
        assertThat(token(ACCOUNT)).isEqualTo(second);
        now = NOON.plusSeconds(300);
        assertThat(tokens.insteadOf(second, ACCOUNT, Deadline.in(PLENTY)).map(AccessTokensTest::granted))
                .contains("token-3");
        assertThat(amazon.askedForTokens()).hasSize(3);
    }

    @Test
    void a_changed_secret_leads_to_a_new_token() {
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
        assertThat(token(with("another secret", ACCOUNT.refreshToken()))).isEqualTo("token-2");
        assertThat(token(with(ACCOUNT.clientSecret(), "another refresh token"))).isEqualTo("token-3");
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"short\"}",
                "{\"access_token\":\"short\",\"expires_in\":30}",
                "{\"access_token\":\"short\",\"expires_in\":-1}"
            })
    void a_token_of_unknown_or_short_life_is_used_and_not_kept(String answer) {
        amazon.tokenEndpointSays(status(200, answer));
        assertThat(token(ACCOUNT)).isEqualTo("short");
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            STATUS | ERROR                  | TELLS THE OPERATOR
               400 | invalid_grant          | authorise the application again
               401 | invalid_client         | rotate the secret
               400 | unauthorized_client    | check that the client id
               400 | invalid_request        | check client id, secret and refresh token
               403 | access_denied          | denies the application access
               400 | something_new          | check client id, secret and refresh token
            """)
    void an_authorisation_that_is_gone_needs_somebody_to_act(int status, String error, String advice) {
        amazon.tokenEndpointSays(oauthError(status, error, "words of Amazon"));
        assertThat(ask(ACCOUNT))
                .isInstanceOfSatisfying(
                        TokenResult.Denied.class,
                        denied -> assertThat(denied.reason()).contains(advice).contains(error + ", words of Amazon"));
        assertThat(token(ACCOUNT)).as("asked again next time").isEqualTo("token-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            STATUS | ANSWER
               400 | {"error":"temporarily_unavailable"}
               400 | {"error":"server_error"}
               429 | {"error":"invalid_request"}
               500 | {"error":"invalid_grant"}
               503 | <html>
               400 | <html>
               200 | <html>
               200 | {}
               200 | {"error":"invalid_grant"}
               200 | {"access_token":""}
               200 | {"access_token":"a b"}
               200 | {"access_token":"a","expires_in":"soon"}
               302 | {"error":"invalid_grant"}
            """)
    void any_other_trouble_passes(int status, String answer) {
        amazon.tokenEndpointSays(status(status, answer));
        assertThat(ask(ACCOUNT)).isInstanceOf(TokenResult.Unavailable.class);
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
    }

    @Test
    void a_broken_connection_passes() {
        amazon.tokenEndpointSays(RecordingAmazon.cut(), RecordingAmazon.cutMidway(), RecordingAmazon.endless());
        for (int i = 0; i < 3; i++) {
            assertThat(ask(ACCOUNT)).isInstanceOf(TokenResult.Unavailable.class);
        }
        assertThat(token(ACCOUNT)).isEqualTo("token-1");
    }

    @Test
    void a_caller_without_time_left_leaves_the_fetch_to_the_others() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var go = new CountDownLatch(1);
            amazon.tokenEndpointSays(exchange -> {
                go.await();
                status(200, "{\"access_token\":\"late\",\"expires_in\":3600}").to(exchange);
            });
            assertThat(tokens.of(ACCOUNT, Deadline.in(Duration.ofMillis(100))))
                    .isInstanceOf(TokenResult.Unavailable.class);
            var patient = threads.submit(() -> token(ACCOUNT));
            go.countDown();
            assertThat(patient.get()).isEqualTo("late");
        }
        assertThat(amazon.askedForTokens()).hasSize(1);
    }

    @Test
    void a_silent_token_endpoint_is_given_up_and_asked_again() {
        var impatient = tokens(Map.of("stockrule.amazon.token-timeout", "PT0.2S"));
        amazon.tokenEndpointSays(amazon.silence());
        assertThat(impatient.of(ACCOUNT, Deadline.in(PLENTY))).isInstanceOf(TokenResult.Unavailable.class);
        assertThat(impatient.of(ACCOUNT, Deadline.in(PLENTY))).isInstanceOf(TokenResult.Granted.class);
    }

    @Test
    void the_other_secret_is_tried_once_when_amazon_does_not_accept_the_first() {
        amazon.tokenEndpointSays(oauthError(401, "invalid_client", "Client authentication failed"));
        assertThat(token(twoSecrets(false))).isEqualTo("token-1");
        assertThat(secretsShown()).containsExactly("first", "second");
        assertThat(noted).as("that it is the other one").containsExactly(true);
    }

    @Test
    void the_secret_that_amazon_accepted_last_is_tried_first() {
        assertThat(token(twoSecrets(true))).isEqualTo("token-1");
        assertThat(secretsShown()).containsExactly("second");
        assertThat(noted).as("nothing is new").isEmpty();
    }

    @Test
    void a_token_is_as_good_when_it_cannot_be_noted_which_secret_it_was_granted_for() {
        amazon.tokenEndpointSays(oauthError(401, "invalid_client", "Client authentication failed"));
        var login = new TokenEndpoint(http, amazon.config(Map.of()), () -> now, (_, _) -> {
            throw new IllegalStateException("no database");
        });
        assertThat(login.fetch(twoSecrets(false))).isInstanceOf(TokenResult.Granted.class);
    }

    @Test
    void two_secrets_that_are_refused_are_told_of_both() {
        var refused = oauthError(401, "invalid_client", "Client authentication failed");
        amazon.tokenEndpointSays(refused, refused);
        assertThat(ask(twoSecrets(false)))
                .isInstanceOfSatisfying(
                        TokenResult.Denied.class,
                        denied -> assertThat(denied.reason())
                                .contains("neither of the account's two client secrets", "rotate the secret"));
        assertThat(secretsShown()).containsExactly("first", "second");
        assertThat(noted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_grant", "503, temporarily_unavailable", "400, unauthorized_client"})
    void another_refusal_is_no_reason_to_try_the_other_secret(int status, String error) {
        amazon.tokenEndpointSays(oauthError(status, error, "words of Amazon"));
        assertThat(ask(twoSecrets(false))).isNotInstanceOf(TokenResult.Granted.class);
        assertThat(secretsShown()).containsExactly("first");
    }

    @Test
    void trouble_with_the_second_try_passes() {
        amazon.tokenEndpointSays(
                oauthError(401, "invalid_client", "Client authentication failed"),
                oauthError(503, "temporarily_unavailable", "words of Amazon"));
        assertThat(ask(twoSecrets(false))).isInstanceOf(TokenResult.Unavailable.class);
    }

    @Test
    void an_answer_that_repeats_the_other_secret_is_not_quoted() {
        amazon.tokenEndpointSays(oauthError(400, "invalid_grant", "not for second"));
        assertThat(ask(twoSecrets(false)).toString()).contains("invalid_grant").doesNotContain("second");
        assertThat(twoSecrets(false).toString()).doesNotContain("first", "second");
        assertThat(twoSecrets(false).clientSecrets().toString()).doesNotContain("first", "second");
    }

    private static AmazonCredentials twoSecrets(boolean otherServes) {
        return new AmazonCredentials(
                ACCOUNT.account(),
                ACCOUNT.region(),
                ACCOUNT.sellerId(),
                ACCOUNT.clientId(),
                new ClientSecrets("first", Optional.of("second"), otherServes),
                ACCOUNT.refreshToken());
    }

    private List<String> secretsShown() {
        return amazon.askedForTokens().stream()
                .map(asked -> asked.body().replaceFirst(".*&client_secret=", ""))
                .toList();
    }

    @Test
    void secrets_are_never_shown() {
        amazon.tokenEndpointSays(oauthError(400, "invalid_grant", "bad token " + ACCOUNT.refreshToken()));
        assertThat(ask(ACCOUNT).toString()).contains("invalid_grant").doesNotContain(ACCOUNT.refreshToken());
        assertThat(ask(ACCOUNT).toString()).contains("usableUntil").doesNotContain("token-1");
    }

    private AccessTokens tokens(Map<String, String> settings) {
        var login = new TokenEndpoint(http, amazon.config(settings), () -> now, (_, isOther) -> noted.add(isOther));
        return new AccessTokens((account, _) -> login.fetch(account), () -> now);
    }

    private TokenResult ask(AmazonCredentials account) {
        return tokens.of(account, Deadline.in(PLENTY));
    }

    private String token(AmazonCredentials account) {
        return granted(ask(account));
    }

    private static String granted(TokenResult result) {
        assertThat(result).isInstanceOf(TokenResult.Granted.class);
        return ((TokenResult.Granted) result).token();
    }

    private static List<String> together(int callers, Callable<String> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            return threads.invokeAll(Stream.generate(() -> call).limit(callers).collect(toList())).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private static AmazonCredentials with(String clientSecret, String refreshToken) {
        return new AmazonCredentials(
                ACCOUNT.account(),
                ACCOUNT.region(),
                ACCOUNT.sellerId(),
                ACCOUNT.clientId(),
                clientSecret,
                refreshToken);
    }

    private static RecordingAmazon.Reply oauthError(int status, String error, String description) {
        return status(status, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description));
    }
}
