package io.stockrule.language.proof;

import java.util.List;
import java.util.TreeMap;

/// Finds, among all pairs of levels of two warehouses, those that list less than a pair with less in one of them or in
/// both.
///
/// Goes through the pairs in rising order and knows, for each level of the second warehouse, what listed most until
/// then.
///
/// @param seen of one listing, by the level of the first warehouse, and then of the second, in rising order
record RisesBetweenTwo(List<Example> seen) {
    void addTo(Examined examined) {
        var most = new TreeMap<Long, Example>(); // each lists more than all before it
        for (var from : seen) {
            long level = level(from, 1);
            var less = most.floorEntry(level);
            if (less != null && Example.listsMore(less.getValue(), from) && examined.wantsRiseAt(from)) {
                seen.stream()
                        .filter(to -> isBelow(to, from) && Examined.isRise(from, to))
                        .findFirst()
                        .ifPresent(to -> examined.add(new Examined.Rise(from, to)));
            }
            if (from.listed().isPresent() && (less == null || Example.listsMore(from, less.getValue()))) {
                most.tailMap(level).values().removeIf(each -> !Example.listsMore(each, from));
                most.put(level, from);
            }
        }
    }

    private static boolean isBelow(Example one, Example other) {
        return level(one, 0) <= level(other, 0) && level(one, 1) <= level(other, 1);
    }

    private static long level(Example example, int warehouse) {
        return example.levels().units().get(warehouse).orElseThrow();
    }
}
