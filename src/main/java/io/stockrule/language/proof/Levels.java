package io.stockrule.language.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What lies in the warehouses that a profile can tell apart, one level each; empty where none is known.
///
/// @param held what else lies in each of them; none for nothing anywhere
public record Levels(List<OptionalLong> units, List<HeldSample> held) {
    public Levels {
        units = List.copyOf(units);
        held = List.copyOf(held);
    }

    public Levels(List<OptionalLong> units) {
        this(units, List.of());
    }

    HeldSample held(int warehouse) {
        return held.isEmpty() ? HeldSample.NONE : held.get(warehouse);
    }

    Levels with(int warehouse, long level) {
        return with(warehouse, OptionalLong.of(level));
    }

    Levels with(int warehouse, OptionalLong level) {
        var changed = new ArrayList<>(units);
        changed.set(warehouse, level);
        return new Levels(changed, held);
    }

    /// How far from nothing, for the smallest example.
    public long size() {
        return units.stream().mapToLong(level -> Math.abs(level.orElse(0))).sum()
                + held.stream().mapToLong(HeldSample::size).sum();
    }

    long negative() {
        return units.stream().filter(level -> level.orElse(0) < 0).count();
    }

    public long known() {
        return units.stream().filter(OptionalLong::isPresent).count();
    }
}
