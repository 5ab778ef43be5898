package io.stockrule.stock.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.stock.ItemKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LevelPropertiesTest {
    private static final ItemKey ITEM = new ItemKey(1, 2, 3);

    @Property
    void whatever_the_order_the_newest_wins_and_among_equals_the_lowest(
            @ForAll("reports") List<LevelReport.Available> reports) {
        var level = new Level(OptionalLong.of(0), Optional.empty(), Level.State.CONFIRMED, Optional.empty());
        for (var report : reports) {
            level = level.after(report, true).level();
        }
        var newest = reports.stream().map(LevelReport.Available::updatedAt).max(Comparator.naturalOrder());
        assertThat(level.updatedAt()).isEqualTo(newest);
        assertThat(level.available()).isEqualTo(lowest(reports, newest));
    }

    private static OptionalLong lowest(List<LevelReport.Available> reports, Optional<Instant> time) {
        return reports.stream()
                .filter(report -> Optional.of(report.updatedAt()).equals(time))
                .map(LevelReport.Available::available)
                .reduce(Level::lower)
                .orElse(OptionalLong.of(0));
    }

    @Property
    void a_report_that_does_not_count_raises_nothing(
            @ForAll("levels") Level level, @ForAll("anyReport") LevelReport report, @ForAll boolean tracked) {
        var step = level.after(report, tracked);
        if (step.applied() != Applied.COUNTS) {
            assertThat(share(step.level())).isLessThanOrEqualTo(share(level));
        }
    }

    @Property
    void an_unknown_number_raises_nothing(@ForAll("levels") Level level, @ForAll("times") Instant time) {
        var unknown = new LevelReport.Available(ITEM, 4, OptionalLong.empty(), time, false);
        assertThat(share(level.after(unknown, true).level())).isLessThanOrEqualTo(share(level));
    }

    @Property
    void an_older_report_changes_nothing(@ForAll("levels") Level level, @ForAll("numbers") OptionalLong number) {
        var time = level.updatedAt().orElse(Instant.EPOCH).minusSeconds(1);
        var step = level.after(new LevelReport.Available(ITEM, 4, number, time, false), true);
        if (level.updatedAt().isPresent()) {
            assertThat(step).isEqualTo(new Level.Step(level, Applied.OLDER, false));
        }
    }

    /// And whatever is told of the number, what it holds beside it stays.
    @Property
    void the_newest_holding_wins_and_changes_no_number(
            @ForAll("levels") Level level, @ForAll("holdings") Holding shown, @ForAll("anyReport") LevelReport report) {
        var step = level.after(new LevelReport.Held(ITEM, 4, shown), true);
        assertThat(step.applied()).isEqualTo(Applied.KNOWN);
        assertThat(step.asks()).isFalse();
        assertThat(step.level().countsLike(level)).isTrue();
        assertThat(step.level().updatedAt()).isEqualTo(level.updatedAt());
        var newest =
                level.holding().filter(known -> known.at().isAfter(shown.at())).orElse(shown);
        assertThat(step.level().holding()).hasValue(newest);
        if (!(report instanceof LevelReport.Held)) {
            assertThat(level.after(report, true).level().holding()).isEqualTo(level.holding());
        }
    }

    @Property
    void the_lower_of_two_is_the_lower_of_both_in_any_order(
            @ForAll("numbers") OptionalLong a, @ForAll("numbers") OptionalLong b, @ForAll("numbers") OptionalLong c) {
        assertThat(Level.lower(a, b)).isEqualTo(Level.lower(b, a));
        assertThat(Level.lower(a, a)).isEqualTo(a.isPresent() ? a : OptionalLong.empty());
        assertThat(Level.lower(Level.lower(a, b), c)).isEqualTo(Level.lower(a, Level.lower(b, c)));
    }

    /// What the level adds to the stock of all warehouses.
    private static long share(Level level) {
        return level.counts() ? level.available().orElse(0) : 0;
    }

    @Provide
    Arbitrary<List<LevelReport.Available>> reports() {
        return numbered()
                .filter(report -> report.available().isPresent())
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<LevelReport> anyReport() {
        return Arbitraries.oneOf(
                numbered().map(LevelReport.class::cast),
                Arbitraries.just(new LevelReport.Disconnect(ITEM, 4)),
                holdings().map(holding -> new LevelReport.Held(ITEM, 4, holding)));
    }

    private Arbitrary<LevelReport.Available> numbered() {
        return Combinators.combine(numbers(), times(), Arbitraries.of(true, false))
                .as((number, time, connects) -> new LevelReport.Available(ITEM, 4, number, time, connects));
    }

    @Provide
    Arbitrary<Level> levels() {
        return Combinators.combine(
                        numbers(),
                        times().optional(),
                        Arbitraries.of(Level.State.class),
                        holdings().optional())
                .as(Level::new)
                .filter(level -> level.state() != Level.State.DISCONNECTED
                        || level.available().orElse(0) < 0);
    }

    @Provide
    Arbitrary<Holding> holdings() {
        var units = Arbitraries.integers().between(-2, 5);
        return Combinators.combine(units, units, units, times()).as(Holding::new);
    }

    @Provide
    Arbitrary<OptionalLong> numbers() {
        return Arbitraries.longs()
                .between(-5, 5)
                .map(OptionalLong::of)
                .injectNull(0.2)
                .map(number -> Optional.ofNullable(number).orElse(OptionalLong.empty()));
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs().between(1, 6).map(Instant::ofEpochSecond);
    }
}
