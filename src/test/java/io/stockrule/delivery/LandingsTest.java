package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LandingsTest {
    private static final SendResult ACCEPTED = new SendResult.Accepted("s-1", Optional.empty(), List.of());

    @Inject
    Deliveries deliveries;

    @Inject
    Departures departures;

    @Inject
    Landings landings;

    @Inject
    AmazonAccounts accounts;

    @Inject
    Jdbi database;

    @Inject
    AccountStanding standing;

    @Inject
    InstantSource time;

    @Inject
    DeliveryConfig config;

    private TestSeller seller;

    @BeforeEach
    void create() {
        seller = TestSeller.create();
    }

    @AfterEach
    void repair() {
        database.useHandle(handle -> handle.execute("drop trigger if exists sabotage on delivery"));
    }

    /// The row is held by a replica that stands still, or the database is away: each time the outcome is written it
    /// fails, and then it does not.
    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57P01"})
    void an_outcome_that_cannot_be_stored_now_is_stored_later(String sqlState) {
        var departure = departure();
        sabotage(sqlState, 3);
        land(departure);
        assertThat(count("flight_number is null and sent_state = 'accepted'")).isOne();
    }

    @Test
    void after_the_stop_nothing_is_tried_again() {
        var departure = departure();
        var closed = new Landings(standing, database, time, config);
        closed.close();
        closed.write(new Landings.Landing(credentials(), departure, ACCEPTED));
        assertThat(count("flight_number is not null")).isOne();
    }

    /// A number that has left.
    private Departures.Departure departure() {
        seller.calls()
                .body("{\"updateQuantity\": true}")
                .patch("/api/v1/amazon-accounts/" + seller.account())
                .then()
                .statusCode(200);
        seller.link(seller.list("Default"), 1, "AMZ-1");
        var number = new Wish.Number(5, OptionalInt.empty());
        QuarkusTransaction.requiringNew()
                .run(() -> deliveries.handOver(List.of(
                        new Wanted(seller.target("AMZ-1"), "DE", number, false, "{}", Cause.STOCK, Instant.EPOCH))));
        database.useHandle(handle -> handle.execute(
                "update delivery set channel = 'seller', channel_read_at = now() where merchant_id = ?",
                seller.merchant().id()));
        departures.readyAccounts();
        return departures.claim(seller.key()).getFirst();
    }

    private void land(Departures.Departure departure) {
        landings.write(new Landings.Landing(credentials(), departure, ACCEPTED));
    }

    private AmazonCredentials credentials() {
        return Objects.requireNonNull(
                accounts.credentials(List.of(seller.key())).get(seller.key()));
    }

    /// Lets the first updates of this merchant's deliveries fail. A sequence counts on after a rollback.
    private void sabotage(String sqlState, int times) {
        database.useHandle(handle -> {
            handle.execute("drop sequence if exists sabotages");
            handle.execute("create sequence sabotages");
            handle.execute("""
                    create or replace function sabotage_delivery() returns trigger language plpgsql as $$ begin
                        if nextval('sabotages') <= %d then
                            raise exception 'sabotage' using errcode = '%s';
                        end if;
                        return new;
                    end $$
                    """.formatted(times, sqlState));
            handle.execute("""
                    create trigger sabotage before update on delivery for each row
                    when (new.merchant_id = %d) execute function sabotage_delivery()
                    """.formatted(seller.merchant().id()));
        });
    }

    private long count(String condition) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from delivery where merchant_id = ? and " + condition,
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
    }
}
