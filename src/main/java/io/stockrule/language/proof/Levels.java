package io.stockrule.language.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What lies in the warehouses that a profile can tell apart, one level each; empty where none is known.
public record Levels(List<OptionalLong> units) {
    public Levels {
        units = List.copyOf(units);
    }

    Levels with(int warehouse, long level) {
        return with(warehouse, OptionalLong.of(level));
    }

    Levels with(int warehouse, OptionalLong level) {
        var changed = new ArrayList<>(units);
        changed.set(warehouse, level);
        return new Levels(changed);
    }

    /// How far from nothing, for the smallest example.
    public long size() {
        return units.stream().mapToLong(level -> Math.abs(level.orElse(0))).sum();
    }

    long negative() {
        return units.stream().filter(level -> level.orElse(0) < 0).count();
    }

    public long known() {
        return units.stream().filter(OptionalLong::isPresent).count();
    }
}
