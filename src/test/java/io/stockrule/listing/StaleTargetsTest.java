package io.stockrule.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.access.MerchantChanged;
import io.stockrule.profile.ProfileChanged;
import io.stockrule.profile.Profiles;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import io.stockrule.sync.Fanning;
import io.stockrule.work.OpenChange;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StaleTargetsTest {
    @Inject
    StaleTargets stale;

    @Inject
    Targets targets;

    @Inject
    Profiles profiles;

    @Inject
    Jdbi database;

    @Inject
    Event<StockChanged> stock;

    @Inject
    Event<ProfileChanged> profile;

    @Inject
    Event<MerchantChanged> zone;

    @Inject
    Marked marked;

    /// Remembers what was told in this test's thread.
    @Singleton
    static class Marked {
        final List<Lane> lanes = new CopyOnWriteArrayList<>();
        volatile Optional<Thread> of = Optional.empty();

        void note(@Observes TargetsMarked told) {
            if (of.filter(Thread.currentThread()::equals).isPresent()) {
                lanes.add(told.lane());
            }
        }
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    TestSeller seller;
    long list;
    TargetKey target;

    @BeforeEach
    void createTarget() {
        seller = TestSeller.create();
        list = seller.list("Default");
        seller.link(list, 1, "AMZ-1");
        target = seller.target("AMZ-1");
        targets.settle(target);
        marked.of = Optional.of(Thread.currentThread());
        marked.lanes.clear();
    }

    @AfterEach
    void endThreads() {
        threads.close();
    }

    @Test
    void changed_stock_marks_the_targets_of_all_variants_of_the_item() {
        seller.link(list, 2, "AMZ-2");
        targets.settle(seller.target("AMZ-2"));
        long before = targets.marks(target);
        inTransaction(() -> stock.fire(item(101)));
        assertThat(targets.isDue(target)).isTrue();
        assertThat(targets.marks(target)).isEqualTo(before + 1);
        assertThat(targets.isDue(seller.target("AMZ-2"))).isFalse();
    }

    @Test
    void whoever_decides_is_told_of_targets_that_are_marked_and_of_nothing_else() {
        inTransaction(() -> stock.fire(item(987_654)));
        assertThat(marked.lanes).isEmpty();
        inTransaction(() -> stock.fire(item(101)));
        assertThat(marked.lanes).containsExactly(Lane.CHANGED);
        inTransaction(() -> stale.fanOut(List.of(target), false));
        assertThat(marked.lanes).containsExactly(Lane.CHANGED, Lane.FANNED_OUT);
    }

    @Test
    void what_is_held_marks_targets_whose_profile_may_look_at_it() {
        save("profile \"Shelf\"\ncount on hand");
        save("profile \"Handling\"\nhandling time 2 days");
        seller.link(seller.list("Shelf"), 2, "AMZ-2");
        seller.link(seller.list("Handling"), 3, "AMZ-3");
        Stream.of("AMZ-1", "AMZ-2", "AMZ-3").forEach(sku -> targets.settle(seller.target(sku)));
        inTransaction(() ->
                stock.fire(new StockChanged(Set.of(), List.of(), items(101, 103).items())));
        assertThat(targets.isDue(seller.target("AMZ-2"))).isTrue();
        assertThat(targets.isDue(target)).isFalse();
        assertThat(targets.isDue(seller.target("AMZ-3"))).isFalse();
    }

    @Test
    void what_is_held_of_one_item_and_available_of_another_mark_both() {
        save("profile \"Coming\"\nwhen INCOMING is above 3 then stop");
        seller.link(seller.list("Coming"), 2, "AMZ-2");
        targets.settle(seller.target("AMZ-2"));
        inTransaction(() -> stock.fire(
                new StockChanged(item(101).items(), List.of(), item(102).items())));
        assertThat(targets.isDue(target)).isTrue();
        assertThat(targets.isDue(seller.target("AMZ-2"))).isTrue();
    }

    @Test
    void what_is_held_marks_nothing_once_the_profile_looks_at_it_no_more() {
        save("profile \"Shelf\"\ncount on hand");
        seller.link(seller.list("Shelf"), 2, "AMZ-2");
        save("profile \"Shelf\"\ncount available");
        targets.settle(seller.target("AMZ-2"));
        inTransaction(
                () -> stock.fire(new StockChanged(Set.of(), List.of(), item(102).items())));
        assertThat(targets.isDue(seller.target("AMZ-2"))).isFalse();
    }

    private void save(String text) {
        seller.merchant()
                .calls()
                .contentType("text/plain")
                .body(text)
                .put("/api/v1/profiles/{name}", text.split("\"")[1])
                .then()
                .statusCode(anyOf(is(200), is(201)));
    }

    @Test
    void another_merchants_stock_marks_nothing() {
        var other = TestSeller.create();
        inTransaction(() -> stock.fire(new StockChanged(Set.of(
                new ItemKey(other.merchant().id(), seller.shop(), 101),
                new ItemKey(seller.merchant().id(), other.shop(), 101)))));
        assertThat(targets.isDue(target)).isFalse();
    }

    @Test
    void marks_are_taken_back_with_the_change_that_made_them() {
        QuarkusTransaction.begin();
        stock.fire(item(101));
        profile.fire(new ProfileChanged(seller.merchant().id(), defaultProfile()));
        stale.markAccount(seller.key());
        stale.add(seller.key(), List.of("NEW"));
        QuarkusTransaction.rollback();
        assertThat(targets.isDue(target)).isFalse();
        assertThat(targets.marks(seller.target("NEW"))).isZero();
    }

    @Test
    void every_way_to_mark_marks() {
        long merchant = seller.merchant().id();
        var ways = List.<Runnable>of(
                () -> inTransaction(() -> profile.fire(new ProfileChanged(merchant, defaultProfile()))),
                () -> inTransaction(() -> zone.fire(new MerchantChanged(merchant))),
                () -> stale.markSellingList(merchant, list),
                () -> stale.markAccount(seller.key()),
                () -> stale.markMerchant(merchant),
                () -> stale.add(seller.key(), List.of("AMZ-1")));
        for (var way : ways) {
            targets.settle(target);
            way.run();
            assertThat(targets.isDue(target)).isTrue();
        }
    }

    @Test
    void a_target_that_waits_keeps_its_place_when_it_is_marked_again() {
        inTransaction(() -> stock.fire(item(101)));
        var first = targets.dueAt(target);
        inTransaction(() -> stock.fire(item(101)));
        stale.ask(seller.merchant().id(), List.of(1L));
        stale.add(seller.key(), List.of("AMZ-1"));
        stale.markMerchant(seller.merchant().id());
        Fanning.finish();
        assertThat(targets.dueAt(target)).isEqualTo(first);
    }

    @Test
    void a_time_boundary_to_come_gives_way_to_a_change() {
        database.useHandle(handle -> handle.execute(
                "update target set lane = 2, due_at = '2126-01-01' where merchant_id = ?",
                seller.merchant().id()));
        inTransaction(() -> stock.fire(item(101)));
        assertThat(targets.dueAt(target)).isBefore(Instant.now().plusSeconds(60));
    }

    @Test
    void a_profile_is_saved_while_others_have_its_targets_locked() {
        seller.profile("Yoga", 10).statusCode(201);
        seller.link(seller.list("Yoga"), 2, "AMZ-2");
        targets.settle(seller.target("AMZ-2"));
        try (var _ = OpenChange.of(
                "update target set fence = fence + 1 where merchant_id = ?",
                seller.merchant().id())) {
            seller.profile("Yoga", 11).statusCode(200);
        }
        assertThat(targets.isDue(seller.target("AMZ-2"))).isTrue();
    }

    @Test
    void asking_tells_how_many_targets_that_concerns() {
        long listing = seller.link(list, 2, "AMZ-1");
        long unlinked =
                seller.add(list, Map.of("shop", seller.shop(), "variantId", 3)).getLong("results[0].listingId");
        assertThat(stale.ask(seller.merchant().id(), List.of(listing, unlinked, 4711L)))
                .isEqualTo(1);
        assertThat(stale.ask(seller.merchant().id() + 1, List.of(listing))).isZero();
    }

    @Test
    void stock_that_changes_while_a_link_is_made_marks_the_new_target() {
        try (var linking = OpenChange.of(() -> {
            stale.linksChange(seller.merchant().id());
            relink("AMZ-2");
        })) {
            linking.commitWhileWaiting(() -> stock.fire(item(101)));
        }
        assertThat(targets.isDue(seller.target("AMZ-2"))).isTrue();
        assertThat(targets.marks(seller.target("AMZ-2"))).isEqualTo(2);
    }

    @Test
    void a_link_made_while_stock_changes_is_decided_after_the_stock_is_in() {
        try (var selling = OpenChange.of(() -> stock.fire(item(101)))) {
            selling.commitWhileWaiting(() -> seller.link(seller.list("Default"), 1, "AMZ-2"));
        }
        assertThat(targets.isDue(seller.target("AMZ-2"))).isTrue();
    }

    @Test
    void marks_that_wait_for_a_claim_are_all_made() {
        for (long variant = 2; variant <= 8; variant++) {
            seller.link(list, variant, "AMZ-" + variant);
        }
        var before = marks();
        try (var claiming = OpenChange.of(
                "update target set fence = fence + 1 where merchant_id = ?",
                seller.merchant().id())) {
            claiming.commitWhileWaiting(() -> stock.fire(items(101, 108)));
        }
        assertThat(marks()).isEqualTo(before.stream().map(marks -> marks + 1).toList());
    }

    @Test
    void a_profile_saved_while_a_list_comes_under_it_marks_the_lists_targets() {
        seller.profile("Yoga", 10).statusCode(201);
        try (var moving = OpenChange.of(() -> moveTo("Yoga"))) {
            seller.profile("Yoga", 11).statusCode(200);
            Fanning.finish();
            moving.commit();
        }
        assertThat(targets.isDue(target)).isTrue();
    }

    @Test
    void a_link_made_while_a_profile_fans_out_is_decided_after_it() {
        try (var linking = OpenChange.of(() -> {
            stale.linksChange(seller.merchant().id());
            move("AMZ-2");
            stale.add(seller.key(), List.of("AMZ-2"));
        })) {
            inTransaction(
                    () -> profile.fire(new ProfileChanged(seller.merchant().id(), defaultProfile())));
            Fanning.finish();
            linking.commit();
        }
        assertThat(targets.isDue(seller.target("AMZ-2"))).isTrue();
    }

    private void moveTo(String profile) {
        database.useHandle(handle -> handle.execute(
                "update selling_list set profile_id = ? where merchant_id = ? and selling_list_id = ?",
                profiles.idOf(seller.merchant().id(), profile).orElseThrow(),
                seller.merchant().id(),
                list));
        stale.markSellingList(seller.merchant().id(), list);
    }

    @Test
    void links_that_swap_their_targets_at_once_do_not_block_each_other() throws Exception {
        long first = seller.link(list, 2, "A");
        long second = seller.link(list, 3, "B");
        for (int i = 0; i < 20; i++) {
            var one = patch(first, i % 2 == 0 ? "B" : "A");
            var other = patch(second, i % 2 == 0 ? "A" : "B");
            var marking = threads.submit(() -> {
                stale.markMerchant(seller.merchant().id());
                Fanning.finish();
            });
            assertThat(List.of(one.get(), other.get())).containsOnly(200);
            marking.get();
        }
    }

    private Future<Integer> patch(long listing, String sellerSku) {
        return threads.submit(() -> seller.calls()
                .body(Map.of("sellerSku", sellerSku))
                .patch("/api/v1/listings/" + listing)
                .statusCode());
    }

    private void relink(String sellerSku) {
        move(sellerSku);
        stale.add(seller.key(), List.of("AMZ-1", sellerSku));
    }

    private void move(String sellerSku) {
        database.useHandle(handle -> handle.execute(
                "update listing set seller_sku = ? where merchant_id = ? and selling_list_id = ?",
                sellerSku,
                seller.merchant().id(),
                list));
    }

    private StockChanged item(long item) {
        return new StockChanged(Set.of(new ItemKey(seller.merchant().id(), seller.shop(), item)));
    }

    private StockChanged items(long first, long last) {
        return new StockChanged(LongStream.rangeClosed(first, last)
                .mapToObj(item -> new ItemKey(seller.merchant().id(), seller.shop(), item))
                .collect(Collectors.toSet()));
    }

    /// Of the targets of variants 1 to 8.
    private List<Long> marks() {
        return LongStream.rangeClosed(1, 8)
                .mapToObj(variant -> targets.marks(seller.target("AMZ-" + variant)))
                .toList();
    }

    private long defaultProfile() {
        return profiles.idOf(seller.merchant().id(), "Default").orElseThrow();
    }

    private static void inTransaction(Runnable change) {
        QuarkusTransaction.requiringNew().run(change);
    }
}
