package io.stockrule.listing.account;

import static io.stockrule.listing.TestSeller.CLIENT_SECRET;
import static io.stockrule.listing.TestSeller.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.ClientSecrets;
import io.stockrule.listing.Targets;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AmazonAccountTest {
    private static final String ACCOUNTS = "/api/v1/amazon-accounts";
    private static final String OTHER_SECRET = "amzn1.oa2-cs.v1.very-secret-next-secret";

    @Inject
    AmazonAccounts accounts;

    @Inject
    Targets targets;

    @Inject
    Jdbi database;

    @Inject
    InstantSource time;

    TestSeller seller;

    @BeforeEach
    void createSeller() {
        seller = TestSeller.create();
    }

    @Test
    void an_account_is_shown_with_its_marketplaces_and_its_switch_on() {
        get().body("name", equalTo("Candles EU"))
                .body("region", equalTo("EU"))
                .body("marketplaces", hasItem("DE"))
                .body("sellerId", equalTo("A1SELLER"))
                .body("updateQuantity", equalTo(true))
                .body("suspendedUntil", nullValue())
                .body("createdAt", notNullValue());
        seller.calls().get(ACCOUNTS).then().body("items.id", contains((int) seller.account()));
    }

    @Test
    void accounts_come_in_pages() {
        var na = TestSeller.newAccount();
        na.put("region", "NA");
        create(na).statusCode(201);
        var next = seller.calls()
                .get(ACCOUNTS + "?limit=1")
                .then()
                .body("items.region", contains("EU"))
                .extract()
                .path("next");
        seller.calls().get(ACCOUNTS + "?after=" + next).then().body("items.region", contains("NA"));
    }

    @Test
    void one_seller_in_one_region_is_one_account_of_a_merchant() {
        create(TestSeller.newAccount()).statusCode(409).body("type", containsString("amazon-account-exists"));
        var other = TestSeller.create();
        assertThat(other.account()).isNotEqualTo(seller.account());
    }

    @ParameterizedTest
    @CsvSource({
        "name, ''",
        "name, 'a\u0007b'",
        "region, XX",
        "sellerId, A 1",
        "sellerId, ''",
        "clientSecret, 'a\nb'",
        "otherClientSecret, ''",
        "otherClientSecret, 'a b'",
        "refreshToken,"
    })
    void bad_input_is_refused(String field, String value) {
        var account = TestSeller.newAccount();
        account.put("sellerId", "A2SELLER");
        account.put(field, value);
        create(account).statusCode(400);
    }

    @Test
    void no_answer_shows_a_secret() {
        var id = ACCOUNTS + "/" + seller.account();
        var answers = List.of(
                seller.calls().body(TestSeller.newAccount()).post(ACCOUNTS),
                seller.calls().body(Map.of("clientSecret", CLIENT_SECRET)).patch(id),
                seller.calls()
                        .body(Map.of("refreshToken", REFRESH_TOKEN + "\n"))
                        .patch(id),
                seller.calls().body("{\"clientSecret\": \"" + CLIENT_SECRET).patch(id),
                seller.calls().body(Map.of("otherClientSecret", OTHER_SECRET)).patch(id),
                seller.calls().post(id + "/actions/resume"),
                seller.calls().get(id),
                seller.calls().get(ACCOUNTS));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.asString()).doesNotContain("very-secret"));
    }

    @Test
    void no_column_of_any_table_holds_a_secret_in_plain_form() {
        patch(Map.of("otherClientSecret", OTHER_SECRET)).statusCode(200);
        assertThat(plainly("A1SELLER")).contains("amazon_account.seller_id");
        assertThat(plainly(OTHER_SECRET)).isEmpty();
        assertThat(plainly(CLIENT_SECRET)).isEmpty();
        assertThat(plainly(REFRESH_TOKEN)).isEmpty();
        assertThat(plainly(seller.merchant().key())).isEmpty();
    }

    @Test
    void senders_get_the_secrets() {
        assertThat(credentials())
                .extracting(AmazonCredentials::clientSecret, AmazonCredentials::refreshToken)
                .containsExactly(CLIENT_SECRET, REFRESH_TOKEN);
        assertThat(credentials().toString()).doesNotContain("very-secret");
    }

    @Test
    void new_credentials_are_used_at_once() {
        assertThat(credentials().clientSecret()).isEqualTo(CLIENT_SECRET);
        patch(Map.of("clientSecret", "rotated")).statusCode(200);
        assertThat(credentials())
                .extracting(AmazonCredentials::clientSecret, AmazonCredentials::refreshToken)
                .containsExactly("rotated", REFRESH_TOKEN);
        patch(Map.of("clientId", "client-2", "refreshToken", "Atzr|2"))
                .statusCode(200)
                .body("clientId", equalTo("client-2"));
        assertThat(credentials())
                .extracting(
                        AmazonCredentials::clientId, AmazonCredentials::clientSecret, AmazonCredentials::refreshToken)
                .containsExactly("client-2", "rotated", "Atzr|2");
    }

    @Test
    void a_second_client_secret_is_taken_is_kept_when_the_first_is_replaced_and_is_taken_away_again() {
        patch(Map.of("otherClientSecret", OTHER_SECRET)).statusCode(200);
        assertThat(credentials().clientSecrets())
                .isEqualTo(new ClientSecrets(CLIENT_SECRET, Optional.of(OTHER_SECRET), false));
        get().body("clientSecrets.field", contains("clientSecret", "otherClientSecret"))
                .body("clientSecrets.serves", contains(true, false));
        patch(Map.of("clientSecret", "third", "name", "New")).statusCode(200);
        assertThat(credentials().clientSecrets())
                .isEqualTo(new ClientSecrets("third", Optional.of(OTHER_SECRET), false));
        patch(Map.of("otherClientSecret", "")).statusCode(200);
        assertThat(credentials().clientSecrets()).isEqualTo(ClientSecrets.only("third"));
        get().body("clientSecrets.field", contains("clientSecret"));
    }

    @Test
    void an_account_is_made_with_two_client_secrets() {
        var account = TestSeller.newAccount();
        account.put("sellerId", "A2SELLER");
        account.put("otherClientSecret", OTHER_SECRET);
        create(account).statusCode(201).body("clientSecrets.enteredAt", hasSize(2));
    }

    @Test
    void a_secret_of_one_application_is_not_shown_to_another() {
        patch(Map.of("otherClientSecret", OTHER_SECRET)).statusCode(200);
        patch(Map.of("clientId", "client-2", "clientSecret", "second")).statusCode(200);
        assertThat(credentials().clientSecrets()).isEqualTo(ClientSecrets.only("second"));
        patch(Map.of("clientId", "client-3", "clientSecret", "third", "otherClientSecret", "fourth"))
                .statusCode(200);
        assertThat(credentials().clientSecrets()).isEqualTo(new ClientSecrets("third", Optional.of("fourth"), false));
    }

    @Test
    void which_secret_amazon_accepts_is_remembered_until_one_is_changed() {
        patch(Map.of("otherClientSecret", OTHER_SECRET)).statusCode(200);
        accounts.secretServes(credentials(), true);
        assertThat(credentials().clientSecrets().otherServes()).isTrue();
        get().body("clientSecrets.serves", contains(false, true));
        patch(Map.of("refreshToken", "Atzr|2")).statusCode(200);
        assertThat(credentials().clientSecrets().otherServes()).isTrue();
        patch(Map.of("clientSecret", "rotated")).statusCode(200);
        assertThat(credentials().clientSecrets().otherServes()).isFalse();
    }

    @Test
    void which_secret_is_tried_first_does_not_matter_for_a_suspension() {
        patch(Map.of("otherClientSecret", OTHER_SECRET)).statusCode(200);
        var refused = credentials();
        accounts.secretServes(refused, true);
        assertThat(accounts.suspend(refused, "neither", later())).isTrue();
        patch(Map.of("otherClientSecret", "corrected")).statusCode(200).body("suspendedUntil", nullValue());
        assertThat(accounts.suspend(refused, "neither", later())).isFalse();
    }

    @Test
    void an_account_goes_on_without_a_second_secret_that_cannot_be_read() {
        patch(Map.of("otherClientSecret", OTHER_SECRET)).statusCode(200);
        alter("other_client_secret = '\\x0109090909'::bytea, credentials_version = credentials_version + 1");
        assertThat(credentials().clientSecrets()).isEqualTo(ClientSecrets.only(CLIENT_SECRET));
        get().body("attention", nullValue());
    }

    /// Amazon ends a secret 180 days after it was made.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            FIRST | OTHER | SERVES | WARNS OF
              149 |       | first  |
              151 |       | first  | The client secret in use was entered on
              151 |     1 | first  | The client secret in use was entered on
              151 |     1 | other  |
                1 |   151 | other  | The client secret in use was entered on
                1 |   151 | first  |
        """)
    void a_secret_in_use_that_is_old_is_warned_of(int first, Integer other, String serves, String warning) {
        alter("""
                client_secret_entered_at = now() - make_interval(days => %d),
                other_client_secret_entered_at = now() - make_interval(days => %s), other_secret_serves = %s""".formatted(first, other, serves.equals("other")));
        get().body("warning", warning == null ? nullValue() : startsWith(warning))
                .body("attention", nullValue());
    }

    @Test
    void a_secret_of_unknown_age_is_no_younger_than_its_account() {
        alter("client_secret_entered_at = null");
        get().body("warning", nullValue(), "clientSecrets[0].enteredAt", nullValue());
        alter("created_at = now() - interval '151 days'");
        get().body("warning", startsWith("When the client secret was entered is not known"));
    }

    private void alter(String change) {
        database.useHandle(handle -> handle.execute(
                "update amazon_account set " + change + " where merchant_id = ?",
                seller.merchant().id()));
    }

    @Test
    void a_secret_copied_from_another_account_does_not_decrypt() {
        var thief = TestSeller.create();
        spoil(thief);
        assertThat(accounts.credentials(List.of(thief.key()))).isEmpty();
    }

    @Test
    void an_account_whose_secrets_cannot_be_read_holds_up_no_other_and_says_what_to_do() {
        var spoilt = TestSeller.create();
        spoil(spoilt);
        assertThat(accounts.credentials(List.of(spoilt.key(), seller.key()))).containsOnlyKeys(seller.key());
        assertThat(accounts.credentials(List.of(spoilt.key(), seller.key()))).containsOnlyKeys(seller.key());
        account(spoilt).body("attention", containsString("enter both anew"), "suspendedUntil", nullValue());
        get().body("attention", nullValue());

        var anew = Map.of("clientSecret", CLIENT_SECRET, "refreshToken", REFRESH_TOKEN);
        spoilt.calls()
                .body(anew)
                .patch(ACCOUNTS + "/" + spoilt.account())
                .then()
                .body("attention", nullValue());
        assertThat(accounts.credentials(List.of(spoilt.key(), seller.key())))
                .containsOnlyKeys(spoilt.key(), seller.key());
    }

    @Test
    void a_replica_that_can_read_the_secrets_says_so() {
        database.useHandle(handle -> handle.execute(
                "update amazon_account set unreadable_version = credentials_version where merchant_id = ?",
                seller.merchant().id()));
        get().body("attention", containsString("enter both anew"));
        assertThat(accounts.credentials(List.of(seller.key()))).containsOnlyKeys(seller.key());
        get().body("attention", nullValue());
    }

    private void spoil(TestSeller spoilt) {
        database.useHandle(handle ->
                handle.execute("""
                update amazon_account t set client_secret = s.client_secret from amazon_account s
                where t.merchant_id = ? and s.merchant_id = ?
                """, spoilt.merchant().id(), seller.merchant().id()));
    }

    @Test
    void many_accounts_are_asked_for_at_once() {
        var other = TestSeller.create();
        var nobody = new AccountKey(seller.merchant().id(), other.account());
        var asked = List.of(seller.key(), other.key(), seller.key(), nobody);
        assertThat(accounts.credentials(asked)).containsOnlyKeys(seller.key(), other.key());
        assertThat(accounts.credentials(List.of())).isEmpty();
    }

    @Test
    void the_switch_is_turned_and_makes_every_target_of_the_account_stale() {
        seller.link(seller.list("Default"), 1, "AMZ-1");
        targets.settle(seller.target("AMZ-1"));
        patch(Map.of("updateQuantity", false)).statusCode(200).body("updateQuantity", equalTo(false));
        assertThat(targets.isDue(seller.target("AMZ-1"))).isTrue();
    }

    @Test
    void a_change_of_nothing_or_of_something_unknown_is_refused() {
        patch(Map.of()).statusCode(422).body("type", containsString("nothing-to-change"));
        patch(Map.of("updatequantity", false)).statusCode(400);
        patch(Map.of("region", "NA")).statusCode(400);
        patch(Map.of("name", " ")).statusCode(400);
        get().body("updateQuantity", equalTo(true));
    }

    @Test
    void a_suspension_is_shown_and_ends_by_hand() {
        var until = time.instant().plus(Duration.ofHours(1));
        assertThat(accounts.suspend(credentials(), "invalid_grant", until)).isTrue();
        get().body("suspendedReason", equalTo("invalid_grant"), "suspendedUntil", notNullValue());
        seller.calls()
                .post(ACCOUNTS + "/" + seller.account() + "/actions/resume")
                .then()
                .statusCode(200);
        get().body("suspendedUntil", nullValue(), "suspendedReason", nullValue());
    }

    @Test
    void new_credentials_lift_a_suspension_and_the_old_ones_cannot_bring_it_back() {
        var refused = credentials();
        accounts.suspend(refused, "invalid_client", later());
        patch(Map.of("clientSecret", "rotated")).statusCode(200).body("suspendedUntil", nullValue());
        assertThat(accounts.suspend(refused, "invalid_client", later())).isFalse();
        get().body("suspendedUntil", nullValue());
    }

    private Instant later() {
        return time.instant().plus(Duration.ofHours(1));
    }

    private AmazonCredentials credentials() {
        return Objects.requireNonNull(
                accounts.credentials(List.of(seller.key())).get(seller.key()));
    }

    private ValidatableResponse get() {
        return account(seller);
    }

    private static ValidatableResponse account(TestSeller of) {
        return of.calls().get(ACCOUNTS + "/" + of.account()).then().statusCode(200);
    }

    private ValidatableResponse create(Map<String, Object> account) {
        return seller.calls().body(account).post(ACCOUNTS).then();
    }

    private ValidatableResponse patch(Map<String, Object> change) {
        return seller.calls()
                .body(change)
                .patch(ACCOUNTS + "/" + seller.account())
                .then();
    }

    /// The columns, of whatever table, in which the text can be read.
    private List<String> plainly(String text) {
        return database.withHandle(handle -> {
            var found = new ArrayList<String>();
            handle.createQuery("""
                            select table_name, column_name, data_type from information_schema.columns
                            where table_schema = current_schema()
                            """)
                    .map((row, _) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                    .list()
                    .forEach(column -> {
                        var value = column.get(2).equals("bytea") ? "encode(%s, 'escape')" : "%s::text";
                        var count = handle.select(
                                        "select count(*) from %s where position(? in %s) > 0"
                                                .formatted(column.get(0), value.formatted(column.get(1))),
                                        text)
                                .mapTo(Long.class)
                                .one();
                        if (count > 0) {
                            found.add(column.get(0) + "." + column.get(1));
                        }
                    });
            return found;
        });
    }
}
