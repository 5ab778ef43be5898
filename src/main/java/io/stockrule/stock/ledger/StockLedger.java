package io.stockrule.stock.ledger;

import static java.util.stream.Collectors.toCollection;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Keeps the newest stock level per inventory item and location. Reports may come twice, late and in any order.
///
/// How one report changes one level is told by [Level]; what is in doubt is asked of Shopify, see [Rereads].
@ApplicationScoped
public class StockLedger {
    private final Jdbi database;
    private final InstantSource time;
    private final Event<StockChanged> changed;
    private final Event<RereadAsked> asked;

    StockLedger(Jdbi database, InstantSource time, Event<StockChanged> changed, Event<RereadAsked> asked) {
        this.database = database;
        this.time = time;
        this.changed = changed;
        this.asked = asked;
    }

    /// Takes reports as if they came one after the other.
    ///
    /// @return what became of each, in the same order
    @Transactional
    public List<Applied> apply(List<LevelReport> reports) {
        return apply(reports, Map.of());
    }

    /// @param doubtful items of which something came that gives no number, and why Shopify is asked about them
    @Transactional
    public List<Applied> apply(List<LevelReport> reports, Map<ItemKey, String> doubtful) {
        return database.withHandle(handle -> apply(handle, reports, doubtful));
    }

    private List<Applied> apply(Handle handle, List<LevelReport> reports, Map<ItemKey, String> doubtful) {
        var locked = LevelRows.lock(handle, reports.stream().map(LevelKey::of).collect(toCollection(TreeSet::new)));
        var levels = new LevelChanges(locked.levels());
        var doubts = new TreeMap<>(doubtful);
        var applied = reports.stream()
                .map(report -> take(report, levels, locked.untracked(), doubts))
                .toList();
        LevelRows.write(handle, levels.written());
        ask(handle, doubts);
        fire(levels);
        return applied;
    }

    private static Applied take(
            LevelReport report, LevelChanges levels, Set<ItemKey> untracked, SortedMap<ItemKey, String> doubts) {
        var key = LevelKey.of(report);
        var step = levels.get(key).after(report, !untracked.contains(key.item()));
        levels.put(key, step.level());
        if (step.asks()) {
            doubts.put(key.item(), doubt(step.applied()));
        }
        return step.applied();
    }

    private static String doubt(Applied applied) {
        return switch (applied) {
            case COUNTS -> "counted by Shopify or not";
            case WAITS -> "not known to be stocked there";
            case DOUBTED -> "two numbers of the same second";
            case DISCONNECTED -> "no longer stocked there";
            case KNOWN, OLDER -> "stocked there again";
        };
    }

    /// Takes levels that Shopify shows, as far as they are other than known. What is known already is neither written
    /// nor locked.
    ///
    /// @param askedAt when Shopify was asked, by our time
    /// @return those that count otherwise than was known
    @Transactional
    public List<LevelDifference> learn(List<ShownLevel> shown, Instant askedAt) {
        var known = database.withHandle(handle ->
                LevelRows.read(handle, shown.stream().map(ShownLevel::key).collect(toCollection(TreeSet::new))));
        var differing = shown.stream()
                .filter(level -> level.differs(before(known, level)))
                .toList();
        var reports = shown.stream()
                .flatMap(level -> level.news(before(known, level)))
                .toList();
        if (!reports.isEmpty()) {
            apply(reports);
        }
        ask(
                differing.stream()
                        .filter(level -> !level.active())
                        .map(ShownLevel::item)
                        .toList(),
                "shown as not stocked at a location");
        return differing.stream()
                .map(level -> level.difference(before(known, level), askedAt))
                .toList();
    }

    /// Asks for the truth about those of the items that are counted by Shopify although they are not taken for it, or
    /// the other way round.
    ///
    /// @param tracked whether Shopify counts each of them
    /// @return how many these are
    @Transactional
    public int learnCounting(Map<ItemKey, Boolean> tracked) {
        var untracked = database.withHandle(handle -> ItemRows.untracked(handle, tracked.keySet()));
        var differing = tracked.entrySet().stream()
                .filter(item -> item.getValue() == untracked.contains(item.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        ask(differing, "counted by Shopify or not");
        return differing.size();
    }

    private static Level before(Map<LevelKey, Level> known, ShownLevel level) {
        return known.getOrDefault(level.key(), Level.UNSEEN);
    }

    /// Asks Shopify for the truth about these items.
    @Transactional
    public void ask(Collection<ItemKey> items, String reason) {
        var doubts = new TreeMap<ItemKey, String>();
        items.forEach(item -> doubts.put(item, reason));
        database.useHandle(handle -> ask(handle, doubts));
    }

    /// Asks Shopify what is held of these items, of which only what is available is known by now. It is asked until its
    /// answer is as new as that.
    @Transactional
    public void askForHoldings(Collection<ItemKey> items) {
        if (!items.isEmpty()) {
            int newly = database.withHandle(
                    handle -> ItemRows.askForHoldings(handle, new TreeSet<>(items), time.instant()));
            if (newly > 0) {
                asked.fire(new RereadAsked());
            }
        }
    }

    private void ask(Handle handle, SortedMap<ItemKey, String> doubts) {
        if (!doubts.isEmpty()) {
            ItemRows.ask(handle, doubts, time.instant());
            asked.fire(new RereadAsked());
        }
    }

    private void fire(LevelChanges levels) {
        var items = levels.changed();
        var held = levels.held();
        if (!items.isEmpty() || !held.isEmpty()) {
            changed.fire(new StockChanged(items, levels.moves(), held));
        }
    }
}
