package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Condition;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileText;
import io.stockrule.language.meaning.Circumstances;
import io.stockrule.language.meaning.TimeBoundaries;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundaryInstantsTest {
    private static final Instant DECADE = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant NEXT_DECADE = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration AROUND = Duration.ofMinutes(150);

    /// In Berlin clocks go from 03:00 back to 02:00 at 01:00 UTC, and from 02:00 on to 03:00 at 01:00 UTC.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            CONDITION                       | MOMENT               | NEXT
            time is between 02:00 and 02:29 | 2026-10-24T23:00:00Z | 2026-10-25T00:00:00Z
            time is between 02:00 and 02:29 | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z
            time is between 02:00 and 02:29 | 2026-10-25T00:30:00Z | 2026-10-25T01:00:00Z
            time is between 02:00 and 02:29 | 2026-10-25T01:00:00Z | 2026-10-25T01:30:00Z
            time is between 02:00 and 02:29 | 2026-10-25T01:30:00Z | 2026-10-26T01:00:00Z
            time is between 02:30 and 04:00 | 2026-03-28T23:00:00Z | 2026-03-29T01:00:00Z
            time is between 02:30 and 04:00 | 2026-03-29T01:00:00Z | 2026-03-29T02:01:00Z
            date is 2026-12-24              | 2026-01-01T00:00:00Z | 2026-12-23T23:00:00Z
            date is 2026-12-24              | 2026-12-24T23:00:00Z |
            date is 12-24                   | 2026-12-24T23:00:00Z | 2027-12-23T23:00:00Z
            date is between 12-20 and 06-30 | 2026-12-24T12:00:00Z | 2027-06-30T22:00:00Z
            date is before 03-29            | 2026-03-28T12:00:00Z | 2026-03-28T23:00:00Z
            date is after 03-28             | 2026-03-28T23:00:00Z | 2026-12-31T23:00:00Z
            date is 02-29                   | 2026-12-24T12:00:00Z | 2028-02-28T23:00:00Z
            """)
    void a_time_that_comes_twice_or_not_at_all_has_its_moments(String condition, Instant moment, Instant next) {
        assertThat(next(profile(condition), ZoneId.of("Europe/Berlin"), moment)).isEqualTo(Optional.ofNullable(next));
    }

    /// Minute by minute around each change of the clocks of this decade: what a condition says is what it said when it
    /// was last looked at.
    @TestFactory
    Stream<DynamicTest> whatever_the_zone_no_minute_is_decided_by_an_earlier_one() {
        return ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .filter(zone -> !zone.getRules().isFixedOffset())
                .map(zone -> DynamicTest.dynamicTest(
                        zone.getId(), () -> changesOf(zone).forEach(change -> hold(zone, change))));
    }

    private static List<ZoneOffsetTransition> changesOf(ZoneId zone) {
        var changes = new ArrayList<ZoneOffsetTransition>();
        var change = zone.getRules().nextTransition(DECADE);
        while (change != null && change.getInstant().isBefore(NEXT_DECADE)) {
            changes.add(change);
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return changes;
    }

    private static void hold(ZoneId zone, ZoneOffsetTransition change) {
        var random = new Random(zone.getId().hashCode() + change.getInstant().getEpochSecond());
        var profile = profile(condition(random, change.getDateTimeBefore()));
        var moment = change.getInstant().minus(AROUND).minusSeconds(random.nextInt(60));
        boolean looked = holds(profile, zone, moment);
        var next = next(profile, zone, moment);
        for (; moment.isBefore(change.getInstant().plus(AROUND)); moment = moment.plusSeconds(60)) {
            while (next.isPresent() && !next.get().isAfter(moment)) {
                assertThat(next(profile, zone, next.get()).orElse(Instant.MAX)).isAfter(next.get());
                looked = holds(profile, zone, next.get());
                next = next(profile, zone, next.get());
            }
            assertThat(looked)
                    .as("%s at %s in %s", profile.exceptions(), moment, zone)
                    .isEqualTo(holds(profile, zone, moment));
        }
    }

    private static String condition(Random random, LocalDateTime near) {
        var first = near.plusMinutes(random.nextInt(-90, 90));
        var last = first.plusMinutes(random.nextInt(90));
        var time = "time is between %tR and %tR".formatted(first, last);
        return switch (random.nextInt(5)) {
            case 2 ->
                "date is between %1$tm-%1$td and %2$tm-%2$td or %3$s"
                        .formatted(near.plusDays(random.nextInt(-1, 2)), near.plusDays(random.nextInt(-1, 2)), time);
            case 0 -> "date is %tF or %s".formatted(near.plusDays(random.nextInt(-1, 2)), time);
            case 1 -> "day is " + near.plusDays(random.nextInt(-1, 2)).getDayOfWeek() + " and " + time;
            default -> time;
        };
    }

    private static Profile profile(String condition) {
        return ProfileText.read("profile \"Clocks\"\nwhen " + condition + " then hold");
    }

    private static Optional<Instant> next(Profile profile, ZoneId zone, Instant moment) {
        return BoundaryInstants.nextAfter(moment, zone, local -> TimeBoundaries.nextAfter(profile, local));
    }

    private static boolean holds(Profile profile, ZoneId zone, Instant moment) {
        var local = LocalDateTime.ofInstant(moment, zone);
        Condition condition = profile.exceptions().getFirst().condition();
        return Circumstances.without(facts(local)).hold(condition);
    }

    private static ListingFacts facts(LocalDateTime local) {
        var variant = new VariantFacts("", "", "", "", List.of(), "", List.of(), true, false, List.of());
        return new ListingFacts(
                variant,
                "DE",
                1,
                OptionalInt.empty(),
                Optional.of(local.toLocalDate()),
                Optional.of(local.toLocalTime()));
    }
}
