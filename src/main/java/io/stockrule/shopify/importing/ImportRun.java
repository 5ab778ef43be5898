package io.stockrule.shopify.importing;

import static java.util.stream.Collectors.joining;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.shopify.ShopEditor;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.admin.GraphQl;
import io.stockrule.shopify.admin.LocationReader;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.admin.VariantNames;
import io.stockrule.stock.ledger.Locations;
import io.stockrule.stock.ledger.MissingVariants;
import io.stockrule.stock.ledger.Snapshots;
import io.stockrule.work.GiveWay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Imports one shop, from where it was left to the end or to the next obstacle. Each part and how far it brings us is
/// one transaction, so that an import cut off anywhere goes on as if nothing had been.
@ApplicationScoped
class ImportRun {
    private static final Logger LOG = Logger.getLogger(ImportRun.class);
    private static final List<String> SCOPES = List.of("read_products", "read_inventory", "read_locations");

    /// A shorter pause is no news.
    private static final Duration WORTH_TELLING = Duration.ofSeconds(3);

    private final GraphQl shopify;
    private final ShopLogins shops;
    private final ShopEditor editor;
    private final Imports imports;
    private final Locations locations;
    private final Snapshots snapshots;
    private final MissingVariants missing;
    private final GiveWay giveWay;
    private final InstantSource time;

    ImportRun(
            GraphQl shopify,
            ShopLogins shops,
            ShopEditor editor,
            Imports imports,
            Locations locations,
            Snapshots snapshots,
            MissingVariants missing,
            GiveWay giveWay,
            InstantSource time) {
        this.shopify = shopify;
        this.shops = shops;
        this.editor = editor;
        this.imports = imports;
        this.locations = locations;
        this.snapshots = snapshots;
        this.missing = missing;
        this.giveWay = giveWay;
        this.time = time;
    }

    /// @param stops asked before each part
    void run(ImportClaim claim, BooleanSupplier stops) throws InterruptedException {
        var found = shops.login(claim.shop());
        if (found.isEmpty()) {
            imports.release(claim, Optional.of("waits until the shop's secrets are entered anew"));
            return;
        }
        var login = found.get();
        var patient = new PatientShopify(shopify, login, time, pause -> pauses(claim, pause));
        try {
            run(claim, patient, stops);
        } catch (Stopped e) {
            stopped(claim, login, e);
        } catch (Imports.LeaseLost e) {
            LOG.infof("import of shop %d: %s", claim.shop().shopId(), e.getMessage());
        }
    }

    private void run(ImportClaim claim, PatientShopify patient, BooleanSupplier stops)
            throws Stopped, InterruptedException {
        var grant = ImportReader.grant(patient);
        shops.liftSuspension(claim.shop());
        var lacking = lacking(grant.scopes());
        if (!lacking.isEmpty()) {
            imports.end(
                    claim,
                    Optional.of("the app lacks the access scope %s: grant it in Shopify, then start the import again"
                            .formatted(lacking.stream().collect(joining(", ")))));
            return;
        }
        editor.learn(claim.shop(), grant.timeZone());
        if (!claim.begun()) {
            missing.forgetAll(claim.shop().merchantId(), claim.shop().shopId());
            imports.expect(claim, ImportReader.count(patient));
        }
        var askedAt = time.instant();
        var found = LocationReader.read(patient);
        locations.bringIn(claim.shop().merchantId(), claim.shop().shopId(), found, askedAt);
        imports.broughtIn(claim, found.size());
        var reader = new ImportReader(patient, claim.shop(), found.size());
        if (readAll(claim, reader, stops) && check(claim, new VariantNames(patient), stops)) {
            imports.end(claim, Optional.empty());
        } else {
            imports.release(claim, Optional.empty());
        }
    }

    /// The right to write includes that to read (https://shopify.dev/docs/api/usage/access-scopes).
    private static List<String> lacking(Set<String> granted) {
        return SCOPES.stream()
                .filter(scope -> !granted.contains(scope) && !granted.contains(scope.replace("read_", "write_")))
                .toList();
    }

    /// While a part is written, the next one is read.
    ///
    /// @return false when it was asked to stop
    private boolean readAll(ImportClaim claim, ImportReader reader, BooleanSupplier stops)
            throws Stopped, InterruptedException {
        var next = begin(reader, claim.lastVariantId());
        try {
            while (!stops.getAsBoolean()) {
                var page = get(next);
                if (!page.last()) {
                    next = begin(reader, page.lastVariantId());
                }
                giveWay.part(() -> QuarkusTransaction.requiringNew().call(() -> write(claim, page)));
                if (page.last()) {
                    return true;
                }
            }
            return false;
        } finally {
            next.cancel(true);
        }
    }

    private static FutureTask<ImportPage> begin(ImportReader reader, long after) {
        var task = new FutureTask<>(() -> reader.page(after));
        Thread.ofPlatform().daemon().name("import after " + after).start(task);
        return task;
    }

    private static ImportPage get(FutureTask<ImportPage> page) throws Stopped, InterruptedException {
        try {
            return page.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Stopped stopped) {
                throw stopped;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private ImportPage write(ImportClaim claim, ImportPage page) {
        var part = page.part();
        imports.advance(claim, page.lastVariantId(), part.variants().size(), part.levels());
        missing.note(part.merchantId(), part.shopId(), page.after(), page.upTo(), page.variantIds());
        int changed = snapshots.take(part);
        if (changed > 0) {
            imports.changed(claim, changed);
        }
        return page;
    }

    /// Variants that did not turn up may have been hidden by Shopify's search, or have been made just now.
    ///
    /// @return false when it was asked to stop
    private boolean check(ImportClaim claim, VariantNames names, BooleanSupplier stops)
            throws Stopped, InterruptedException {
        long merchant = claim.shop().merchantId();
        long shop = claim.shop().shopId();
        imports.checks(claim);
        for (var ids = missing.list(merchant, shop, VariantNames.MOST_AT_ONCE);
                !ids.isEmpty();
                ids = missing.list(merchant, shop, VariantNames.MOST_AT_ONCE)) {
            if (stops.getAsBoolean()) {
                return false;
            }
            var asked = ids;
            var gone = names.unknown(asked);
            QuarkusTransaction.requiringNew().run(() -> {
                imports.removed(claim, gone.size());
                missing.settle(merchant, shop, asked, gone);
            });
        }
        return true;
    }

    private void pauses(ImportClaim claim, Duration pause) {
        if (pause.compareTo(WORTH_TELLING) >= 0) {
            imports.pauses(claim, "waits %d s for points of Shopify's query budget".formatted(pause.toSeconds()));
        }
    }

    /// A refused one goes on when the suspension ends, or when the merchant ends it.
    private void stopped(ImportClaim claim, ShopLogin login, Stopped why) {
        if (why.isRefusal()) {
            LOG.warnf("import of shop %d waits: %s", claim.shop().shopId(), why.reason());
            shops.suspend(login, why.reason());
            imports.release(claim, Optional.of(why.reason()));
        } else {
            imports.failed(claim, why.reason());
        }
    }
}
