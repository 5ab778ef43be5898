package io.stockrule.shopify.importing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.shopify.ShopEditor;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.admin.GraphQl;
import io.stockrule.shopify.admin.LocationReader;
import io.stockrule.shopify.admin.Metafields;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.admin.ShopifyHttp;
import io.stockrule.shopify.admin.VariantNames;
import io.stockrule.shopify.bulk.BulkReading;
import io.stockrule.shopify.bulk.BulkWriting;
import io.stockrule.shopify.bulk.BulkWriting.Prepared;
import io.stockrule.shopify.bulk.CameToNothing;
import io.stockrule.shopify.importing.ImportClaim.Way;
import io.stockrule.stock.WantedMetafields;
import io.stockrule.stock.ledger.Location;
import io.stockrule.stock.ledger.Locations;
import io.stockrule.stock.ledger.MissingVariants;
import io.stockrule.stock.ledger.Variants;
import io.stockrule.work.GiveWay;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Imports one shop, from where it was left to the end or to the next obstacle. How far it has come is noted in the
/// transaction that brought it there, so that an import cut off anywhere goes on as if nothing had been.
@ApplicationScoped
class ImportRun {
    private static final Logger LOG = Logger.getLogger(ImportRun.class);

    /// A shorter pause is no news.
    private static final Duration WORTH_TELLING = Duration.ofSeconds(3);

    private final GraphQl shopify;
    private final ShopLogins shops;
    private final ShopEditor editor;
    private final Imports imports;
    private final BulkWriting writing;
    private final BulkReading bulk;
    private final Locations locations;
    private final PageWriter pages;
    private final MissingVariants missing;
    private final Variants variants;
    private final WantedMetafields metafields;
    private final GiveWay giveWay;
    private final ShopifyConfig config;
    private final InstantSource time;

    ImportRun(
            GraphQl shopify,
            ShopLogins shops,
            ShopEditor editor,
            Imports imports,
            BulkWriting writing,
            BulkReading bulk,
            Locations locations,
            PageWriter pages,
            MissingVariants missing,
            Variants variants,
            WantedMetafields metafields,
            GiveWay giveWay,
            ShopifyConfig config,
            InstantSource time) {
        this.shopify = shopify;
        this.shops = shops;
        this.editor = editor;
        this.imports = imports;
        this.writing = writing;
        this.bulk = bulk;
        this.locations = locations;
        this.pages = pages;
        this.missing = missing;
        this.variants = variants;
        this.metafields = metafields;
        this.giveWay = giveWay;
        this.config = config;
        this.time = time;
    }

    /// Whether to leave the rest of an import to others, asked before each part.
    interface Leave {
        /// At once; what is lost by that is done once more.
        boolean now();

        /// As soon as nothing is lost by it.
        default boolean soon() {
            return false;
        }
    }

    void run(ImportClaim claim, Leave leave) throws InterruptedException {
        var found = shops.login(claim.shop());
        if (found.isEmpty()) {
            imports.release(claim, Optional.of("waits until the shop's secrets are entered anew"));
            return;
        }
        var login = found.get();
        var patient = new PatientShopify(shopify, login, time, pause -> pauses(claim, pause));
        try {
            run(claim, patient, leave);
        } catch (Stopped e) {
            stopped(claim, login, e);
        } catch (CameToNothing e) {
            LOG.warnf("import of shop %d: %s", claim.shop().shopId(), e.reason());
            imports.bulkFailed(claim, e.reason());
        } catch (Imports.LeaseLost e) {
            LOG.infof("import of shop %d: %s", claim.shop().shopId(), e.getMessage());
        }
    }

    private void run(ImportClaim claim, PatientShopify patient, Leave leave)
            throws Stopped, InterruptedException, CameToNothing {
        if (claim.way().equals(Optional.of(Way.BULK)) && claim.stage().isEmpty()) {
            prepare(claim, patient, leave);
            return;
        }
        var grant = ImportReader.grant(patient);
        shops.liftSuspension(claim.shop());
        var lacking = editor.learn(claim.shop(), grant.scopes());
        if (!lacking.isEmpty()) {
            imports.end(
                    claim,
                    Optional.of("the app lacks the access scope %s: grant it in Shopify, then start the import again"
                            .formatted(String.join(", ", lacking))));
            return;
        }
        editor.learn(claim.shop(), grant.timeZone());
        Optional<Long> expected = Optional.empty();
        if (claim.way().isEmpty()) {
            missing.forgetAll(claim.shop().merchantId(), claim.shop().shopId());
            imports.begins(claim);
            expected = Optional.of(ImportReader.count(patient));
        }
        var askedAt = time.instant();
        var found = LocationReader.read(patient);
        var reader = new ImportReader(
                patient,
                claim.shop(),
                found.size(),
                new Metafields(metafields.of(claim.shop().merchantId())));
        boolean isLarge = expected.map(reader::takes)
                .filter(takes -> takes.compareTo(config.bulkAfter()) > 0)
                .isPresent();
        var way = claim.way().orElse(isLarge ? Way.BULK : Way.PAGES);
        bringIn(claim, found, way, expected, askedAt);
        if (way == Way.BULK && claim.stage().isEmpty()) {
            prepare(claim, patient, leave);
        } else if (isForgotten(claim)) {
            imports.fetches(claim);
            imports.release(claim, Optional.of("what was fetched from Shopify was lost, and is fetched once more"));
        } else {
            read(claim, way == Way.BULK ? new StagedSource(bulk, claim) : reader, patient, leave);
        }
    }

    private boolean isForgotten(ImportClaim claim) {
        return claim.stage().isPresent()
                && !bulk.isWhole(claim.bulk(), claim.stage().getAsLong(), claim.staged());
    }

    /// Has Shopify write the shop into files, and fetches them when they are complete. The import is gone on with by
    /// another claim.
    private void prepare(ImportClaim claim, PatientShopify patient, Leave leave)
            throws Stopped, InterruptedException, CameToNothing {
        switch (writing.prepare(claim.bulk(), patient, claim.startedAt())) {
            case Prepared.NotYet notYet -> imports.waits(claim, notYet.why(), notYet.pause());
            case Prepared.Ready ready -> fetch(claim, ready, leave);
        }
    }

    private void fetch(ImportClaim claim, Prepared.Ready ready, Leave leave)
            throws InterruptedException, CameToNothing {
        imports.fetches(claim);
        try {
            boolean whole = bulk.fetch(claim.bulk(), claim.fence(), ready, new Staging(imports, giveWay, claim, leave));
            if (whole) {
                imports.fetched(claim);
            } else {
                imports.release(claim, Optional.empty());
            }
        } catch (IOException e) {
            imports.failed(claim, "Shopify's files cannot be fetched: " + ShopifyHttp.reason(e));
        }
    }

    private void read(ImportClaim claim, ImportPage.Source source, PatientShopify patient, Leave leave)
            throws Stopped, InterruptedException {
        if (pages.all(claim, source, leave) && check(claim, new VariantNames(patient), leave)) {
            tellLeftOut(claim);
            imports.end(claim, Optional.empty());
        } else {
            imports.release(claim, Optional.empty());
        }
    }

    /// All is in, also where it cannot be counted: then the count is absent.
    private void tellLeftOut(ImportClaim claim) {
        var shop = claim.shop();
        try {
            imports.leavesOut(claim, variants.leftOut(shop.merchantId(), shop.shopId()));
        } catch (UnableToExecuteStatementException e) {
            LOG.warnf(e, "import of shop %d: what does not go to Amazon by itself is not counted", shop.shopId());
        }
    }

    /// Only while the shop is there, which the import's row tells.
    private void bringIn(ImportClaim claim, List<Location> found, Way way, Optional<Long> expected, Instant askedAt) {
        QuarkusTransaction.requiringNew().run(() -> {
            imports.broughtIn(claim, found.size(), way, expected);
            locations.bringIn(claim.shop().merchantId(), claim.shop().shopId(), found, askedAt);
        });
    }

    /// Variants that did not turn up may have been hidden by Shopify's search, or have been made just now.
    ///
    /// @return false when it was asked to leave the rest
    private boolean check(ImportClaim claim, VariantNames names, Leave leave) throws Stopped, InterruptedException {
        long merchant = claim.shop().merchantId();
        long shop = claim.shop().shopId();
        imports.checks(claim);
        for (var ids = missing.list(merchant, shop, VariantNames.MOST_AT_ONCE);
                !ids.isEmpty();
                ids = missing.list(merchant, shop, VariantNames.MOST_AT_ONCE)) {
            if (leave.now() || leave.soon()) {
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
