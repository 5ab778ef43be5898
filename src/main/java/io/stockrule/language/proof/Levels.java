package io.stockrule.language.proof;

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
        var changed = units.toArray(OptionalLong[]::new);
        changed[warehouse] = level;
        return new Levels(List.of(changed), held);
    }

    /// How far from nothing, for the smallest example.
    public long size() {
        long size = 0;
        for (var level : units) {
            size += Math.abs(level.orElse(0));
        }
        for (var sample : held) {
            size += sample.size();
        }
        return size;
    }

    long negative() {
        return units.stream().filter(level -> level.orElse(0) < 0).count();
    }

    public long known() {
        return units.stream().filter(OptionalLong::isPresent).count();
    }
}
