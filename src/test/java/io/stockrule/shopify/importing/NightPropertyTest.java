package io.stockrule.shopify.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class NightPropertyTest {
    /// Of this decade and the next one.
    private static final long FROM = 1_577_836_800;

    private static final long TO = 2_208_988_800L;

    /// Also where clocks change, or an hour is left out.
    @Property(tries = 3000)
    void the_next_night_is_never_near_and_never_far(
            @ForAll @LongRange(min = FROM, max = TO) long read, @ForAll("zones") ZoneId zone, @ForAll LocalTime at) {
        var now = Instant.ofEpochSecond(read);
        var next = NightlyReadings.next(now, zone, at.withNano(0));
        assertThat(Duration.between(now, next)).isBetween(NightlyReadings.FRESH, NightlyReadings.FRESH.plusHours(26));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList());
    }
}
