package io.stockrule.stock.ledger;

import static java.util.stream.Collectors.toSet;

import io.stockrule.database.LongStatements;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import io.stockrule.stock.VariantsMoved;
import io.stockrule.stock.ledger.CatalogueDoubts.Subject;
import io.stockrule.stock.ledger.CatalogueDoubts.Told;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Takes parts of a shop as they were read from Shopify, many variants with their stock at once.
///
/// Each part is a re-read of its items that nobody asked for: the newest report of a level wins, and what arose after
/// the part was read stays in doubt. A level that the part does not show is not taken away by that: Shopify is asked
/// about its item alone. What is known already is neither written nor locked.
@ApplicationScoped
public class Snapshots {
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

    private final Jdbi database;
    private final InstantSource time;
    private final Event<StockChanged> changed;
    private final Event<VariantsMoved> moved;
    private final Event<RereadAsked> asked;
    private final CatalogueDoubts doubts;

    Snapshots(
            Jdbi database,
            InstantSource time,
            CatalogueDoubts doubts,
            Event<StockChanged> changed,
            Event<VariantsMoved> moved,
            Event<RereadAsked> asked) {
        this.database = database;
        this.time = time;
        this.doubts = doubts;
        this.changed = changed;
        this.moved = moved;
        this.asked = asked;
    }

    /// What of the stock was other than known.
    ///
    /// @param items of which something was
    /// @param differences the levels that were
    public record Taken(Set<ItemKey> items, Collection<LevelDifference> differences) {}

    /// Takes the variants of a part without their stock, which [#takeLevels] is to take after them.
    ///
    /// @return items of which something was other than known
    @Transactional(Transactional.TxType.MANDATORY)
    public Set<ItemKey> takeVariants(ShopPart part) {
        return database.withHandle(handle -> {
            allowLong(handle);
            var items = writeVariants(handle, part);
            if (!items.isEmpty()) {
                changed.fire(new StockChanged(items));
            }
            return items;
        });
    }

    /// Takes the stock of a part whose variants are in.
    @Transactional(Transactional.TxType.MANDATORY)
    public Taken takeLevels(ShopPart part) {
        return database.withHandle(handle -> {
            allowLong(handle);
            var merge = new SnapshotMerge(part);
            addLevels(handle, merge);
            changeLevels(handle, merge);
            settle(handle, merge);
            var items = merge.changed();
            if (!items.isEmpty() || !merge.held().isEmpty()) {
                changed.fire(new StockChanged(items, merge.moves(), merge.held()));
            }
            return new Taken(items, merge.differences());
        });
    }

    /// Thousands of rows a statement, on machines that are busy.
    private static void allowLong(Handle handle) {
        LongStatements.allow(handle, LONGEST_STATEMENT);
    }

    /// Products of which something was told since Shopify was asked, or just before, are asked about once more instead.
    private Set<ItemKey> writeVariants(Handle handle, ShopPart part) {
        var late = toldSince(handle, part);
        var variants = part.variants().stream()
                .filter(variant -> variant.productId() == null || !late.contains(variant.productId()))
                .toList();
        var items = new HashSet<ItemKey>();
        var written = Variants.write(handle, part.merchantId(), part.shopId(), variants, part.askedAt());
        written.forEach(it -> items.add(it.item()));
        if (written.stream().anyMatch(Variants.Written::moved)) {
            moved.fire(new VariantsMoved(part.merchantId(), part.shopId()));
        }
        late.addAll(toldSince(handle, part)); // what was told, and answered, before these rows were locked
        doubts.tell(late.stream()
                .map(product -> Told.news(
                        Subject.product(part.merchantId(), part.shopId(), product),
                        "told anew while the shop was read"))
                .toList());
        return items;
    }

    private static Set<Long> toldSince(Handle handle, ShopPart part) {
        var products = part.variants().stream()
                .map(Variant::productId)
                .filter(Objects::nonNull)
                .collect(toSet());
        return CatalogueDoubts.toldSince(handle, part.merchantId(), part.shopId(), products, part.askedAt());
    }

    private static void addLevels(Handle handle, SnapshotMerge merge) {
        var known = LevelRows.known(handle, merge.items());
        merge.leaveOut(known.items());
        var missing = merge.missing(known.levels());
        merge.added(missing.keySet(), LevelRows.insert(handle, missing));
    }

    /// A doubt locks the levels that it is about, so whatever arose while we waited for these locks is seen now.
    private static void changeLevels(Handle handle, SnapshotMerge merge) {
        if (merge.open().isEmpty()) {
            return;
        }
        var levels = new LevelChanges(LevelRows.lock(handle, merge.open()).levels());
        merge.leaveOut(ItemRows.read(handle, levels.items()));
        merge.change(levels);
        LevelRows.write(handle, levels.written());
    }

    private void settle(Handle handle, SnapshotMerge merge) {
        var open = merge.openItems();
        if (!open.isEmpty()) {
            ItemRows.add(handle, open);
            ItemRows.settle(handle, merge.settled(ItemRows.lock(handle, open)), time.instant());
        }
        var unheard = merge.unheard();
        if (!unheard.isEmpty()) {
            ItemRows.ask(handle, unheard, time.instant());
        }
        if (!open.isEmpty() || !unheard.isEmpty()) {
            asked.fire(new RereadAsked());
        }
    }
}
