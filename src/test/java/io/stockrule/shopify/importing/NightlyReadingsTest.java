package io.stockrule.shopify.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.SimulatedShop;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Shops are read again each night. The worker is off: each test does its steps itself.
@QuarkusTest
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class NightlyReadingsTest {
    private static final int CATALOGUE = 40;

    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    NightlyReadings nights;

    @Inject
    Imports imports;

    @Inject
    TestImports testImports;

    @Inject
    Jdbi database;

    SimulatedShop shop;

    @BeforeEach
    void connect() throws InterruptedException {
        shop = SimulatedShop.create(shopify);
        shop.makeUp(CATALOGUE);
        testImports.read(shop);
    }

    @Test
    void what_no_webhook_told_is_found_in_the_night() throws InterruptedException {
        var level = someLevel();
        long told = stored(level).orElseThrow();
        var later = Instant.now().plusSeconds(5).toString(); // Shopify's times are whole seconds
        shop.control(
                "POST",
                "/levels",
                List.of(Map.of("item", level.item(), "location", level.location(), "adjust", 7, "updatedAt", later)));
        assertThat(stored(level)).contains(told);

        nightFalls();
        testImports.goOn(shop);

        assertThat(stored(level)).contains(told + 7);
        assertThat(shop.latest().cause()).isEqualTo("NIGHTLY");
        assertThat(shop.latest().state()).isEqualTo("DONE");
        assertThat(shop.latest().changed()).isEqualTo(1);
    }

    @Test
    void after_a_reading_the_shop_is_due_in_the_next_night() {
        var due = due().orElseThrow();
        assertThat(due.atZone(ZoneId.of(zone())).toLocalTime()).isEqualTo(LocalTime.of(3, 0));
        assertThat(due).isAfter(Instant.now());

        nightFalls();
        assertThat(due()).as("while it is read").isEmpty();
    }

    @Test
    void a_shop_that_fails_is_tried_again_in_the_next_night() throws InterruptedException {
        nightFalls();
        imports.end(testImports.claim(shop), Optional.of("a scope is missing"));
        assertThat(due().orElseThrow()).isAfter(Instant.now());
    }

    @Test
    void a_shop_that_is_being_read_is_not_read_twice() {
        shop.start().statusCode(202);
        long asked = shop.latest().id();
        nightFalls();
        assertThat(shop.latest().id()).isEqualTo(asked);
        assertThat(shop.latest().cause()).isEqualTo("ASKED");
    }

    @Test
    void a_suspended_shop_waits_until_it_may_be_asked() {
        long before = shop.latest().id();
        suspend("now() + interval '1 h'");
        nightFalls();
        assertThat(shop.latest().id()).isEqualTo(before);
        assertThat(due()).isPresent();

        suspend("now() - interval '1 s'");
        nights.start();
        assertThat(shop.latest().cause()).isEqualTo("NIGHTLY");
    }

    @Test
    void a_shop_that_nobody_ever_had_read_is_left_alone() {
        var unread = SimulatedShop.create(shopify);
        nights.start();
        assertThat(count("select count(*) from shop_import where shop_id = "
                        + unread.shop().id()))
                .isZero();
    }

    /// It is the next night for this shop; all others wait.
    private void nightFalls() {
        database.useHandle(handle -> handle.execute(
                "update shop set read_due_at = now() - interval '1 s' where shop_id = ?",
                shop.shop().id()));
        nights.start();
    }

    private void suspend(String until) {
        database.useHandle(handle -> handle.execute(
                "update shop set suspended_reason = 'frozen', suspended_until = " + until + " where shop_id = ?",
                shop.shop().id()));
    }

    private record LevelAt(long item, long location) {}

    private LevelAt someLevel() {
        return database.withHandle(handle -> handle.select(
                        "select inventory_item_id, location_id from stock_level where shop_id = ? limit 1",
                        shop.shop().id())
                .map((row, _) -> new LevelAt(row.getLong(1), row.getLong(2)))
                .one());
    }

    private Optional<Long> stored(LevelAt level) {
        return database.withHandle(handle -> handle.select("""
                        select available from stock_level
                        where shop_id = ? and inventory_item_id = ? and location_id = ?
                        """, shop.shop().id(), level.item(), level.location())
                .mapTo(Long.class)
                .findOne());
    }

    private Optional<Instant> due() {
        return database.withHandle(handle -> handle.select(
                        "select read_due_at from shop where shop_id = ? and read_due_at is not null",
                        shop.shop().id())
                .mapTo(Instant.class)
                .findOne());
    }

    private String zone() {
        return database.withHandle(handle -> handle.select(
                        "select time_zone from shop where shop_id = ?",
                        shop.shop().id())
                .mapTo(String.class)
                .one());
    }

    private long count(String sql) {
        return database.withHandle(
                handle -> handle.select(sql).mapTo(Long.class).one());
    }
}
