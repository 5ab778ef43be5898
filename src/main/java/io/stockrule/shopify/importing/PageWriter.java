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

/// Reads a shop page by page and writes what it reads, a portion at a time: its variants first, then their stock, while
/// the variants of the next portion are written, and while the next page is read.
///
/// Variants and stock are transactions of their own. How far the import has come is noted with the stock: one that is
/// cut off between the two reads the page once more, and finds its variants as they are. What depends on Shopify comes
/// between the two only when it is there already.
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
                    writing.end();
                    return true;
                }
                if (!ahead.isDone()) { // Shopify may let us wait for long, or may let us down
                    writing.end();
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
        /// What lacks its stock, while its variants are in.
        private Optional<ImportPage> half = Optional.empty();
        /// Items of it of which something was other than known when its variants were written.
        private Set<ItemKey> changed = Set.of();

        private Writing(
                ImportClaim claim, ImportRun.Leave leave, GiveWay.Portions portions, Ahead<Set<ItemKey>> beside) {
            this.claim = claim;
            this.leave = leave;
            this.portions = portions;
            this.beside = beside;
        }

        /// Writes the variants of a page and the stock of what came before them. The stock of the last of them is
        /// left to the next page, or to the [#end].
        ///
        /// @param begun done when it has begun
        /// @return false when it was asked to leave the rest; no variants are left without their stock then
        boolean take(ImportPage page, Runnable begun) throws InterruptedException {
            Optional<ImportPage> rest = Optional.of(page);
            boolean isFirst = true;
            while (rest.isPresent()) {
                if (leave.now() || leave.soon()) {
                    end();
                    return false;
                }
                var next = rest.get();
                Runnable before = isFirst ? begun : () -> {};
                rest = portions.part(most -> {
                    before.run();
                    return step(Optional.of(next), most);
                });
                isFirst = false;
            }
            return true;
        }

        /// Writes the stock that is not in yet.
        void end() throws InterruptedException {
            while (half.isPresent()) {
                portions.part(most -> step(Optional.empty(), most));
            }
        }

        /// Where much more lacks its stock than may be done in a part, no variants are taken until it does not.
        ///
        /// @param next of which variants are to be written
        /// @return what is left of it; empty when nothing is
        private Optional<ImportPage> step(Optional<ImportPage> next, int most) throws InterruptedException {
            var stock = half.map(page -> page.slice(0, most));
            var late = half.flatMap(page -> page.after(most));
            var variants = late.isPresent() ? Optional.<ImportPage>empty() : next.map(page -> page.slice(0, most));
            var told = both(variants, stock);
            if (late.isEmpty()) {
                half = variants;
                changed = told;
            } else {
                half = late;
            }
            return variants.isPresent() ? next.flatMap(page -> page.after(most)) : next;
        }

        /// At the same time, unless others need the processors.
        ///
        /// @return items of which something was other than known when their variants were written
        private Set<ItemKey> both(Optional<ImportPage> variants, Optional<ImportPage> stock)
                throws InterruptedException {
            if (variants.isPresent() && stock.isPresent() && portions.areWhole()) {
                beside.begin(() -> takeVariants(variants.get()));
                takeLevels(stock.get());
                return beside.get(RuntimeException.class);
            }
            stock.ifPresent(this::takeLevels);
            return variants.map(this::takeVariants).orElse(Set.of());
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
