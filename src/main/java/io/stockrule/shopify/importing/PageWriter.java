package io.stockrule.shopify.importing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.sweep.FoundLevels;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.MissingVariants;
import io.stockrule.stock.ledger.ShopPart;
import io.stockrule.stock.ledger.Snapshots;
import io.stockrule.work.Ahead;
import io.stockrule.work.GiveWay;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Reads a shop page by page and writes what it reads: the variants of a page first, then their stock, which is written
/// while the variants of the next page are, and while the page after that is read.
///
/// Variants and stock are transactions of their own. How far the import has come is noted with the stock: one that is
/// cut off between the two reads the page once more, and finds its variants as they are.
@ApplicationScoped
class PageWriter {
    /// Variants in one transaction.
    private static final int PORTION = 2_000;

    private final Imports imports;
    private final Snapshots snapshots;
    private final MissingVariants missing;
    private final FoundLevels found;
    private final GiveWay giveWay;

    PageWriter(Imports imports, Snapshots snapshots, MissingVariants missing, FoundLevels found, GiveWay giveWay) {
        this.imports = imports;
        this.snapshots = snapshots;
        this.missing = missing;
        this.found = found;
        this.giveWay = giveWay;
    }

    /// Writes all that is left of an import.
    ///
    /// @return false when it was asked to leave the rest
    boolean all(ImportClaim claim, ImportPage.Source source, ImportRun.Leave leave)
            throws Stopped, InterruptedException {
        var portions = giveWay.portions(PORTION);
        try (var ahead = new Ahead<ImportPage>("import");
                var beside = new Ahead<Set<ItemKey>>("import variants")) {
            var writing = new Writing(claim, leave, portions, beside);
            ahead.begin(() -> source.page(claim.lastVariantId(), portions.size()));
            for (var page = ahead.get(Stopped.class); ; page = ahead.get(Stopped.class)) {
                var written = page;
                Runnable begun = () -> ahead.begin(() -> source.page(written.lastVariantId(), portions.size()));
                if (!writing.take(page, page.last() ? () -> {} : begun)) {
                    return false;
                }
                if (page.last()) {
                    return writing.end();
                }
                if (!ahead.isDone() && !writing.end()) { // Shopify may let us wait for long, or may let us down
                    return false;
                }
            }
        }
    }

    /// The writing of one import, by one thread.
    private final class Writing {
        private final ImportClaim claim;
        private final ImportRun.Leave leave;
        private final GiveWay.Portions portions;
        private final Ahead<Set<ItemKey>> beside;
        /// Its variants are in, its stock is not.
        private Optional<ImportPage> half = Optional.empty();
        /// Items of which something was other than known when their variants were written.
        private Set<ItemKey> changed = new HashSet<>();

        private Writing(
                ImportClaim claim, ImportRun.Leave leave, GiveWay.Portions portions, Ahead<Set<ItemKey>> beside) {
            this.claim = claim;
            this.leave = leave;
            this.portions = portions;
            this.beside = beside;
        }

        /// Writes the variants of this page, and the stock of the one before if that is not in yet.
        ///
        /// @param begun done when it has begun
        /// @return false when it was asked to leave the rest
        boolean take(ImportPage page, Runnable begun) throws InterruptedException {
            var its = new HashSet<ItemKey>();
            boolean whole = inPortions(Optional.of(page), its, begun);
            half = Optional.of(page);
            changed = its;
            return whole;
        }

        /// Writes the stock that is not in yet.
        ///
        /// @return false when it was asked to leave the rest
        boolean end() throws InterruptedException {
            boolean whole = inPortions(Optional.empty(), new HashSet<>(), () -> {});
            half = Optional.empty();
            return whole;
        }

        private boolean inPortions(Optional<ImportPage> variants, Set<ItemKey> into, Runnable begun)
                throws InterruptedException {
            int size = Math.max(
                    variants.map(ImportPage::size).orElse(0),
                    half.map(ImportPage::size).orElse(0));
            int done = 0;
            do {
                if (leave.now() || leave.soon()) {
                    return false;
                }
                int from = done;
                done += portions.part(most -> {
                    if (from == 0) {
                        begun.run();
                    }
                    both(slice(variants, from, most), slice(half, from, most), into);
                    return most;
                });
            } while (done < size);
            return true;
        }

        private static Optional<ImportPage> slice(Optional<ImportPage> page, int from, int most) {
            return page.filter(it -> from == 0 || from < it.size()).map(it -> it.slice(from, most));
        }

        /// At the same time, unless others need the processors.
        private void both(Optional<ImportPage> variants, Optional<ImportPage> levels, Set<ItemKey> into)
                throws InterruptedException {
            if (variants.isPresent() && levels.isPresent() && portions.areWhole()) {
                beside.begin(() -> takeVariants(variants.get()));
                takeLevels(levels.get());
                into.addAll(beside.get(RuntimeException.class));
            } else {
                levels.ifPresent(this::takeLevels);
                variants.ifPresent(it -> into.addAll(takeVariants(it)));
            }
        }

        private Set<ItemKey> takeVariants(ImportPage page) {
            return QuarkusTransaction.requiringNew().call(() -> {
                imports.hold(claim);
                return snapshots.takeVariants(page.part());
            });
        }

        private void takeLevels(ImportPage page) {
            QuarkusTransaction.requiringNew().run(() -> {
                var part = page.part();
                imports.advance(claim, page.lastVariantId(), page.size(), part.levels());
                missing.note(part.merchantId(), part.shopId(), page.after(), page.upTo(), page.variantIds());
                var taken = snapshots.takeLevels(part);
                int items = changedOf(part, taken.items());
                if (items > 0) {
                    imports.changed(claim, items);
                }
                found.note(claim.shop(), taken.differences());
            });
        }

        /// How many items of the part were other than known, by their variants or by their stock.
        private int changedOf(ShopPart part, Set<ItemKey> byStock) {
            var all = new HashSet<>(byStock);
            part.items().keySet().stream()
                    .map(item -> new ItemKey(part.merchantId(), part.shopId(), item))
                    .filter(changed::contains)
                    .forEach(all::add);
            return all.size();
        }
    }
}
