package io.stockrule.stock.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockMove;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/// Locked levels on their way from what they were to what a batch makes of them.
final class LevelChanges {
    private final Map<LevelKey, Level> before;
    private final Map<LevelKey, Level> after;
    private final Map<ItemKey, List<LevelKey>> byItem;

    LevelChanges(Map<LevelKey, Level> before) {
        this.before = before;
        this.after = new HashMap<>(before);
        this.byItem = before.keySet().stream().collect(groupingBy(LevelKey::item));
    }

    Set<ItemKey> items() {
        return byItem.keySet();
    }

    /// In any order; each of them once.
    List<LevelKey> of(ItemKey item) {
        return byItem.getOrDefault(item, List.of());
    }

    Level get(LevelKey key) {
        return after.getOrDefault(key, Level.UNSEEN);
    }

    void put(LevelKey key, Level level) {
        after.put(key, level);
    }

    /// What is to be stored.
    Map<LevelKey, Level> written() {
        return where((was, is) -> !was.equals(is));
    }

    /// Whose stock is another one now.
    Set<ItemKey> changed() {
        return where((was, is) -> !was.countsLike(is)).keySet().stream()
                .map(LevelKey::item)
                .collect(toCollection(HashSet::new));
    }

    /// Whose stock is the same, and what else is held of it is not, or is known no more or again.
    Set<ItemKey> held() {
        var held = where((was, is) -> !was.holdsLike(is)).keySet().stream()
                .map(LevelKey::item)
                .collect(toCollection(HashSet::new));
        held.removeAll(changed());
        return held;
    }

    /// By how much stock rose or fell, in the order of the levels' keys.
    List<StockMove> moves() {
        var moves = new ArrayList<StockMove>();
        new TreeMap<>(after)
                .forEach((key, level) -> level.movedSince(before.getOrDefault(key, Level.UNSEEN))
                        .ifPresent(units -> moves.add(new StockMove(
                                key.item(), units, level.updatedAt().orElseThrow()))));
        return moves;
    }

    private Map<LevelKey, Level> where(BiPredicate<Level, Level> differ) {
        return after.entrySet().stream()
                .filter(entry -> differ.test(before.getOrDefault(entry.getKey(), Level.UNSEEN), entry.getValue()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
