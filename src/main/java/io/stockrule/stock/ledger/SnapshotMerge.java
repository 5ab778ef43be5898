package io.stockrule.stock.ledger;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockMove;
import io.stockrule.stock.ledger.Level.Reread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a part of a shop makes of what is known of its items: thought only, [Snapshots] does the reading and writing.
final class SnapshotMerge {
    /// Replicas' clocks, which all follow the database's, agree far better than this.
    static final Duration CLOCKS = Duration.ofSeconds(1);

    private static final ItemRows.Row NO_ROW = new ItemRows.Row(true, 0, 0, Optional.empty(), false, false);

    private final ShopPart part;
    private final SortedMap<ItemKey, ItemRead> reads = new TreeMap<>();
    private final Map<ItemKey, ItemRows.Row> rows = new HashMap<>();
    private final Set<ItemKey> leftOut = new HashSet<>();
    private final SortedSet<LevelKey> open = new TreeSet<>();
    private final SortedMap<ItemKey, String> doubts = new TreeMap<>();
    private final Set<ItemKey> changed = new HashSet<>();
    private final Set<ItemKey> held = new HashSet<>();
    private final List<StockMove> moves = new ArrayList<>();
    private final Map<LevelKey, LevelDifference> differences = new HashMap<>();

    SnapshotMerge(ShopPart part) {
        this.part = part;
        part.items().forEach((item, read) -> reads.put(new ItemKey(part.merchantId(), part.shopId(), item), read));
    }

    Set<ItemKey> items() {
        return reads.keySet();
    }

    /// Items of which something doubtful was reported since Shopify was asked: a re-read tells, not this part.
    void leaveOut(Map<ItemKey, ItemRows.Row> found) {
        rows.putAll(found);
        found.forEach((item, row) -> {
            if (isLate(row)) {
                leftOut.add(item);
                reads.remove(item);
            }
        });
    }

    private boolean isLate(ItemRows.Row row) {
        return row.askedAt()
                .filter(at -> at.isAfter(part.askedAt().minus(CLOCKS)))
                .isPresent();
    }

    /// @return levels that are shown and not known
    SortedMap<LevelKey, Level> missing(Map<LevelKey, Level> known) {
        known.forEach((key, level) -> {
            if (reads.containsKey(key.item()) && isOpen(step(key, level), level)) {
                open.add(key);
            }
        });
        var missing = new TreeMap<LevelKey, Level>();
        reads.forEach((item, read) -> read.levels().keySet().forEach(location -> {
            var key = new LevelKey(item, location);
            if (!known.containsKey(key)) {
                missing.put(key, step(key, Level.UNSEEN).level());
                differs(key, Level.UNSEEN);
            }
        }));
        return missing;
    }

    private static boolean isOpen(Reread step, Level known) {
        return !step.settled() || !step.level().equals(known);
    }

    /// @param all whether all of them were added; if not, some were by others at the same moment, and which is not
    /// known
    void added(Set<LevelKey> levels, boolean all) {
        levels.forEach(key -> changed.add(key.item()));
        if (!all) {
            open.addAll(levels);
        }
    }

    /// Levels to be looked at again, locked.
    SortedSet<LevelKey> open() {
        return open;
    }

    void change(LevelChanges levels) {
        for (var key : open) {
            if (reads.containsKey(key.item())) {
                var known = levels.get(key);
                var step = step(key, known);
                levels.put(key, step.level());
                if (!step.level().countsLike(known)) {
                    differs(key, known);
                }
                if (!step.settled()) {
                    doubts.put(key.item(), "the reading of the shop did not fit what had been reported");
                }
            }
        }
        changed.addAll(levels.changed());
        held.addAll(levels.held());
        moves.addAll(levels.moves());
    }

    /// Only what is shown: of what is not, a re-read tells.
    private void differs(LevelKey key, Level known) {
        var read = Objects.requireNonNull(reads.get(key.item()));
        var shown = read.levels().get(key.locationId());
        if (shown != null) {
            differences.put(key, LevelDifference.of(key, known, shown, read.tracked(), part.askedAt()));
        }
    }

    /// Levels that were other than known.
    Collection<LevelDifference> differences() {
        return differences.values();
    }

    private Reread step(LevelKey key, Level level) {
        var read = Objects.requireNonNull(reads.get(key.item()));
        var found = Optional.ofNullable(read.levels().get(key.locationId()));
        return found.isPresent() ? level.reread(found, read.tracked()) : new Reread(level, !level.counts());
    }

    /// Items whose row is to be changed.
    Collection<ItemKey> openItems() {
        var items = new ArrayList<ItemKey>();
        reads.forEach((item, read) -> {
            var row = rows.getOrDefault(item, NO_ROW);
            if (doubts.containsKey(item) || row.due() || row.tracked() != read.tracked()) {
                items.add(item);
            }
        });
        return items;
    }

    /// @param locked rows of [#openItems]
    List<ItemRows.Settled> settled(Map<ItemKey, ItemRows.Row> locked) {
        var settled = new ArrayList<ItemRows.Settled>();
        locked.forEach((item, row) -> {
            if (!isLate(row)) {
                boolean tracked = Objects.requireNonNull(reads.get(item)).tracked();
                settled.add(new ItemRows.Settled(item, tracked, Optional.ofNullable(doubts.get(item))));
                if (row.tracked() != tracked) {
                    changed.add(item);
                }
            }
        });
        return settled;
    }

    /// Items left out that nobody is going to re-read, because they were of no use until now.
    SortedMap<ItemKey, String> unheard() {
        var unheard = new TreeMap<ItemKey, String>();
        leftOut.stream()
                .filter(item -> !rows.getOrDefault(item, NO_ROW).due())
                .forEach(item -> unheard.put(item, "reported anew while the shop was read"));
        return unheard;
    }

    /// Items whose stock is another one now.
    Set<ItemKey> changed() {
        return changed;
    }

    /// Of which only something else than what is available is another now.
    Set<ItemKey> held() {
        var others = new HashSet<>(held);
        others.removeAll(changed);
        return others;
    }

    /// By how much it rose or fell.
    List<StockMove> moves() {
        return moves;
    }
}
