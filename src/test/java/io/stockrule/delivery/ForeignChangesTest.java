package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.target.TargetStatus;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What others have written at Amazon, from the reading to the answer over HTTP.
@QuarkusTest
class ForeignChangesTest {
    @Inject
    Readings readings;

    @Inject
    Jdbi database;

    @Inject
    DeliveryConfig config;

    private TestSeller seller;

    @BeforeEach
    void create() {
        seller = TestSeller.create();
    }

    @Test
    void what_was_sold_and_what_others_wrote_is_told() {
        effective(5, "AMZ-1", "AMZ-2", "AMZ-3");
        read(Map.of("AMZ-1", seller(4, 5), "AMZ-2", seller(9, 5), "AMZ-3", seller(2, 2)));
        changes("")
                .body("items.sellerSku", contains("AMZ-3", "AMZ-2", "AMZ-1"))
                .body("items.writer", contains("PROGRAM", "SELLER_CENTRAL", "SALE"))
                .body("items.before", contains(5, 5, 5))
                .body("items.after", contains(2, 9, 4))
                .body("items.certain", contains(true, true, false));
        changes("?sellerSku=AMZ-2").body("items.sellerSku", contains("AMZ-2"));
        changes("?sellerSku=amz-2").body("items", empty());
        assertThat(waiting()).containsExactly("AMZ-2", "AMZ-3");
        read(Map.of("AMZ-1", seller(4, 5)));
        changes("?sellerSku=AMZ-1").body("items.after", contains(4));
    }

    @Test
    void nobody_sees_what_others_changed_for_another_merchant() {
        effective(5, "AMZ-1");
        read(Map.of("AMZ-1", seller(4, 5)));
        TestSeller.create()
                .calls()
                .get("/api/v1/amazon-accounts/%d/changes".formatted(seller.account()))
                .then()
                .statusCode(404);
    }

    @Test
    void an_account_says_who_wins() {
        seller.calls()
                .get("/api/v1/amazon-accounts/" + seller.account())
                .then()
                .body("foreignChanges", equalTo("CORRECT"));
        wins("KEEP").statusCode(200).body("foreignChanges", equalTo("KEEP"));
        effective(5, "AMZ-1");
        read(Map.of("AMZ-1", seller(9, 9)));
        assertThat(waiting()).isEmpty();
        wins("ASK").statusCode(200);
        read(Map.of("AMZ-1", seller(9, 9)));
        assertThat(status("AMZ-1").kind()).isEqualTo(TargetStatus.Kind.UPDATE_ERROR);
        wins("CORRECT").statusCode(200);
        read(Map.of("AMZ-1", seller(9, 9)));
        assertThat(waiting()).containsExactly("AMZ-1");
        wins("ours").statusCode(400).body("detail", containsString("CORRECT, KEEP, ASK"));
    }

    /// Should what is taken for somebody else's be a mistake, it does not concern thousands.
    @Test
    void only_so_many_are_set_right_in_an_hour() {
        int most = config.correctionsPerHour();
        var skus = IntStream.rangeClosed(1, most + 20)
                .mapToObj("AMZ-%03d"::formatted)
                .toArray(String[]::new);
        effective(5, skus);
        var raised = new TreeMap<String, Reading>();
        Stream.of(skus).forEach(sku -> raised.put(sku, seller(9, 5)));
        read(raised);
        assertThat(waiting()).hasSize(most);
        var late = status(skus[most + 10]);
        assertThat(late.kind()).isEqualTo(TargetStatus.Kind.PENDING_QUANTITY_UPDATE);
        assertThat(late.reason()).contains("so many have been set right in the last hour");
        database.useHandle(handle -> handle.execute("""
                update delivery set corrected_at = corrected_at - interval '61 minutes'
                where merchant_id = ? and seller_sku <= 'AMZ-015'
                """, seller.merchant().id()));
        read(raised);
        assertThat(waiting()).as("15 are longer ago").hasSize(most + 15);
        var others = TestSeller.create();
        assertThat(others.key()).isNotEqualTo(seller.key());
        seller = others;
        effective(5, "AMZ-1");
        read(Map.of("AMZ-1", seller(9, 5)));
        assertThat(waiting()).as("another account's").containsExactly("AMZ-1");
    }

    private ValidatableResponse changes(String query) {
        return seller.calls()
                .get("/api/v1/amazon-accounts/%d/changes%s".formatted(seller.account(), query))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse wins(String who) {
        return seller.calls()
                .body(Map.of("foreignChanges", who))
                .patch("/api/v1/amazon-accounts/" + seller.account())
                .then();
    }

    /// Numbers that Amazon shows as they were sent.
    private void effective(int quantity, String... skus) {
        var targets = Stream.of(skus).map(seller::target).toList();
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> TestDeliveries.addMissing(handle, targets, Instant.EPOCH)));
        database.useHandle(handle -> handle.createUpdate("""
                        update delivery set channel = 'seller', channel_read_at = now(), read_due_at = null,
                            shown_quantity = :quantity, submitted_quantity = :quantity, sent_state = 'effective',
                            sent_number = 1, sent_quantity = :quantity, sent_at = now(), waiting = false,
                            wish = 'number', wish_number = 1, wish_quantity = :quantity, marketplace = 'DE'
                        where merchant_id = :merchant and seller_sku = any(:skus)
                        """)
                .bind("quantity", quantity)
                .bind("merchant", seller.merchant().id())
                .bindArray("skus", String.class, (Object[]) skus)
                .execute());
    }

    private void read(Map<String, Reading> shown) {
        var fences = new TreeMap<TargetKey, Long>();
        shown.keySet().forEach(sku -> fences.put(seller.target(sku), 0L));
        readings.store(new Readings.Request(seller.key(), "DE", fences, Instant.EPOCH), new ReadResult.Read(shown));
    }

    private static Reading seller(int shown, int submitted) {
        return new Reading.SellerFulfilled(
                OptionalInt.of(shown), OptionalInt.empty(), OptionalInt.of(submitted), Optional.empty());
    }

    private List<String> waiting() {
        return database.withHandle(handle -> handle.select(
                        "select seller_sku from delivery where merchant_id = ? and waiting order by 1",
                        seller.merchant().id())
                .mapTo(String.class)
                .list());
    }

    private TargetStatus status(String sku) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> DeliveryTable.read(handle, List.of(seller.target(sku)))
                        .getFirst()
                        .status()));
    }
}
