package io.stockrule.shopify.catalogue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.activity.Activities;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopTurn;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.admin.GraphQl;
import io.stockrule.shopify.admin.Metafields;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.stock.WantedMetafields;
import io.stockrule.stock.ledger.CatalogueDoubts;
import io.stockrule.stock.ledger.CatalogueDoubts.Subject;
import io.stockrule.stock.ledger.CatalogueDoubts.Told;
import io.stockrule.stock.ledger.Products;
import io.stockrule.stock.ledger.ShopCollections;
import io.stockrule.stock.ledger.StockLedger;
import io.stockrule.stock.ledger.VariantIds;
import io.stockrule.stock.ledger.Variants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Finds what of one shop's products and locations changed without a word: asks what has changed since the last time,
/// leaves in doubt what is other than known, and looks for variants that have gone.
@ApplicationScoped
class ChangesTurn {
    private static final Logger LOG = Logger.getLogger(ChangesTurn.class);
    private static final String REASON = "changed, and no webhook told";

    private final GraphQl shopify;
    private final ShopLogins shops;
    private final ShopTurns turns;
    private final CatalogueDoubts doubts;
    private final Products products;
    private final ShopCollections collections;
    private final WantedMetafields metafields;
    private final Variants variants;
    private final VariantIds ids;
    private final StockLedger ledger;
    private final Activities activities;
    private final InstantSource time;
    private final ShopifyConfig config;

    ChangesTurn(
            GraphQl shopify,
            ShopLogins shops,
            ShopTurns turns,
            CatalogueDoubts doubts,
            Products products,
            ShopCollections collections,
            WantedMetafields metafields,
            Variants variants,
            VariantIds ids,
            StockLedger ledger,
            Activities activities,
            InstantSource time,
            ShopifyConfig config) {
        this.shopify = shopify;
        this.shops = shops;
        this.turns = turns;
        this.doubts = doubts;
        this.products = products;
        this.collections = collections;
        this.metafields = metafields;
        this.variants = variants;
        this.ids = ids;
        this.ledger = ledger;
        this.activities = activities;
        this.time = time;
        this.config = config;
    }

    void run(ShopTurn turn) throws InterruptedException {
        var login = shops.login(turn.shop());
        if (login.isEmpty()) {
            turns.end(turn, Duration.ZERO, Optional.of("waits until the shop's secrets are entered anew"));
            return;
        }
        try {
            run(turn, new PatientShopify(shopify, login.get(), time, _ -> {}));
        } catch (Stopped e) {
            stopped(turn, login.get(), e);
        }
    }

    private void run(ShopTurn turn, PatientShopify patient) throws Stopped, InterruptedException {
        var shop = turn.shop();
        var begun = time.instant();
        var all = new AtomicLong(Long.MAX_VALUE);
        var found = new AtomicInteger();
        var inShop = new ArrayList<ShopCollections.Shown>();
        boolean whole = new ChangedProducts(
                        patient, shop, since(turn, begun), new Metafields(metafields.of(shop.merchantId())))
                .read(page -> {
                    all.set(page.all());
                    found.addAndGet(take(turn, page));
                    inShop.addAll(page.collections());
                });
        if (!whole) {
            turns.readWhole(shop);
            turns.failed(turn, "too much has changed since the last time, so the whole shop is read");
            return;
        }
        var gone = new GoneFinder(patient, ids, shop).find(all.get());
        variants.gone(shop.merchantId(), shop.shopId(), gone);
        tellOfLocations(turn);
        int moved = tellOfCollections(turn, inShop);
        turns.end(turn, config.sweepEvery(), begun);
        if (found.get() + gone.size() + moved > 0) {
            var text =
                    "%d products or items and %d collections were other than known, and %d variants had gone; no webhook had told, and Shopify is asked about them"
                            .formatted(found.get(), moved, gone.size());
            activities.note(shop.merchantId(), shop.shopId(), Activities.Kind.DIFFERENCES, text);
            LOG.infof("shop %d: %s", shop.shopId(), text);
        }
    }

    /// Before the first time, from when the shop was read whole: the day before is far enough back for that.
    private Instant since(ShopTurn turn, Instant now) {
        return turn.knownTo().orElse(now.minus(Duration.ofDays(1))).minus(config.sweepOverlap());
    }

    /// @return how many products and items are asked about
    private int take(ShopTurn turn, ChangedProducts.Page page) {
        long merchant = turn.shop().merchantId();
        long shop = turn.shop().shopId();
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!turns.goesOn(turn, config.sweepLease())) {
                return 0;
            }
            var other = new HashSet<>(products.otherThanKnown(merchant, shop, page.products()));
            other.addAll(products.ofOtherThanKnown(merchant, shop, page.variants()));
            doubts.tell(other.stream()
                    .map(product -> Told.news(Subject.product(merchant, shop, product), REASON))
                    .toList());
            return other.size() + ledger.learnCounting(page.tracked());
        });
    }

    /// That costs a question, as finding out whether they have changed would.
    private void tellOfLocations(ShopTurn turn) {
        var subject = Subject.locations(turn.shop().merchantId(), turn.shop().shopId());
        QuarkusTransaction.requiringNew().run(() -> {
            if (turns.goesOn(turn, config.sweepLease())) {
                doubts.tell(List.of(Told.news(subject, "looked at now and then")));
            }
        });
    }

    /// @return how many are asked about
    private int tellOfCollections(ShopTurn turn, List<ShopCollections.Shown> all) {
        long merchant = turn.shop().merchantId();
        long shop = turn.shop().shopId();
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!turns.goesOn(turn, config.sweepLease())) {
                return 0;
            }
            if (turn.knownTo().isEmpty()) {
                collections.learn(merchant, shop, all);
                return 0;
            }
            var other = collections.otherThanKnown(merchant, shop, all);
            doubts.tell(other.stream()
                    .map(collection -> Told.news(Subject.collection(merchant, shop, collection), REASON))
                    .toList());
            return other.size();
        });
    }

    private void stopped(ShopTurn turn, ShopLogin login, Stopped why) {
        LOG.warnf("changes of shop %d are looked for later: %s", turn.shop().shopId(), why.reason());
        if (why.isRefusal()) {
            shops.suspend(login, why.reason());
        }
        turns.failed(turn, why.reason());
    }
}
