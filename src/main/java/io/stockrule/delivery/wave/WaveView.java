package io.stockrule.delivery.wave;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.delivery.Wave;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A wave as merchants see it.
///
/// @param what of it, in a sentence
/// @param causes what its numbers are consequences of, the most frequent first
/// @param held how many numbers it holds now
/// @param numbers how many had moved when it was noticed, `zeroed` of them to 0, by `units` together
/// @param targets how many targets the account had then, which listed `listedUnits`
/// @param warehouses where the stock of held numbers has changed most; only of a single wave
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record WaveView(
        long id,
        long amazonAccountId,
        Wave.State state,
        Wave.Direction direction,
        String what,
        List<CauseView> causes,
        int held,
        int numbers,
        int zeroed,
        long units,
        int targets,
        long listedUnits,
        Instant heldAt,
        Optional<Instant> endedAt,
        Optional<List<WarehouseChange>> warehouses) {
    /// @param text for a person
    /// @param profile id of the Global Profile whose `version` is the cause
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CauseView(String kind, String text, Optional<Long> profile, Optional<Integer> version) {}

    /// @param units more or, negative, fewer than when the last numbers were decided
    record WarehouseChange(String warehouse, long units) {}

    static WaveView of(Wave wave, int held, List<CauseView> causes, Optional<List<WarehouseChange>> warehouses) {
        return new WaveView(
                wave.id(),
                wave.account().amazonAccountId(),
                wave.state(),
                wave.direction(),
                what(wave),
                causes,
                held,
                wave.numbers(),
                wave.zeroed(),
                wave.units(),
                wave.targets(),
                wave.listedUnits(),
                wave.heldAt(),
                wave.endedAt(),
                warehouses);
    }

    private static String what(Wave wave) {
        return switch (wave.direction()) {
            case FALLS ->
                "%,d of %,d numbers fall at once, %,d of them to 0, by %,d of the %,d units that Amazon lists"
                        .formatted(wave.numbers(), wave.targets(), wave.zeroed(), wave.units(), wave.listedUnits());
            case RISES ->
                "%,d of %,d numbers rise at once, by %,d on top of the %,d units that Amazon lists"
                        .formatted(wave.numbers(), wave.targets(), wave.units(), wave.listedUnits());
        };
    }
}
