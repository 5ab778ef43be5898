package io.stockrule.shopify.catalogue;

import static java.util.stream.Collectors.toSet;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopTurn;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.admin.GraphQl;
import io.stockrule.shopify.admin.LocationReader;
import io.stockrule.shopify.admin.Metafields;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.catalogue.CollectionsReader.Members;
import io.stockrule.stock.WantedMetafields;
import io.stockrule.stock.ledger.CatalogueDoubts;
import io.stockrule.stock.ledger.CatalogueDoubts.Doubt;
import io.stockrule.stock.ledger.CatalogueDoubts.Kind;
import io.stockrule.stock.ledger.CatalogueDoubts.Subject;
import io.stockrule.stock.ledger.CatalogueDoubts.Told;
import io.stockrule.stock.ledger.Location;
import io.stockrule.stock.ledger.Locations;
import io.stockrule.stock.ledger.Products;
import io.stockrule.stock.ledger.ShopCollections;
import io.stockrule.stock.ledger.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Asks one shop about what is in doubt, and has the answers brought in.
@ApplicationScoped
class CatalogueTurn {
    private static final Logger LOG = Logger.getLogger(CatalogueTurn.class);

    /// Questions in one turn; other shops may wait.
    private static final int LONGEST = 20;

    /// Products, which are asked about twenty at a time.
    private static final int MOST_MOVED = 1_000;

    private static final String MOVED = "joined or left a collection";

    private final GraphQl shopify;
    private final ShopLogins shops;
    private final ShopTurns turns;
    private final CatalogueDoubts doubts;
    private final Locations locations;
    private final Products products;
    private final ShopCollections collections;
    private final WantedMetafields metafields;
    private final InstantSource time;
    private final ShopifyConfig config;

    CatalogueTurn(
            GraphQl shopify,
            ShopLogins shops,
            ShopTurns turns,
            CatalogueDoubts doubts,
            Locations locations,
            Products products,
            ShopCollections collections,
            WantedMetafields metafields,
            InstantSource time,
            ShopifyConfig config) {
        this.shopify = shopify;
        this.shops = shops;
        this.turns = turns;
        this.doubts = doubts;
        this.locations = locations;
        this.products = products;
        this.collections = collections;
        this.metafields = metafields;
        this.time = time;
        this.config = config;
    }

    /// @param stops asked before each question
    void run(ShopTurn turn, BooleanSupplier stops) throws InterruptedException {
        var login = shops.login(turn.shop());
        if (login.isEmpty()) {
            turns.end(turn, Duration.ZERO, Optional.of("waits until the shop's secrets are entered anew"));
            return;
        }
        try {
            var patient = new PatientShopify(shopify, login.get(), time, _ -> {});
            var reader = new ProductReader(
                    patient, new Metafields(metafields.of(turn.shop().merchantId())));
            boolean some = true;
            for (int i = 0; i < LONGEST && some && !stops.getAsBoolean(); i++) {
                some = ask(turn, patient, reader);
            }
            turns.end(turn, Duration.ZERO, Optional.empty());
        } catch (Stopped e) {
            stopped(turn, login.get(), e);
        }
    }

    /// @return whether anything was in doubt
    private boolean ask(ShopTurn turn, PatientShopify patient, ProductReader reader)
            throws Stopped, InterruptedException {
        var shop = turn.shop();
        var open = doubts.open(shop.merchantId(), shop.shopId(), ProductReader.MOST_AT_ONCE);
        if (open.isEmpty()) {
            return false;
        }
        var first = open.getFirst();
        boolean mine = switch (first.subject().kind()) {
            case LOCATIONS -> bringIn(turn, first, LocationReader.read(patient));
            case COLLECTION ->
                bringIn(
                        turn,
                        first,
                        new CollectionsReader(patient).members(first.subject().id()));
            case PRODUCT -> readProducts(turn, reader, open);
        };
        shops.liftSuspension(shop);
        return mine;
    }

    private boolean readProducts(ShopTurn turn, ProductReader reader, List<Doubt> open)
            throws Stopped, InterruptedException {
        var asked = open.stream()
                .filter(doubt -> doubt.subject().kind() == Kind.PRODUCT)
                .toList();
        var read = reader.read(asked.stream().map(doubt -> doubt.subject().id()).toList());
        return bringIn(turn, asked.subList(0, read.asked()), read.variants());
    }

    /// Products that came or went are asked about, as what is known of them may be newer than this answer. So many that
    /// this would take long are read with the whole shop.
    private boolean bringIn(ShopTurn turn, Doubt doubt, Optional<Members> found) {
        long merchant = turn.shop().merchantId();
        long shop = turn.shop().shopId();
        long collection = doubt.subject().id();
        var moved = collections.products(merchant, shop, collection);
        found.ifPresent(members -> {
            moved.removeIf(product -> product > members.upTo());
            members.products().forEach(product -> {
                if (!moved.remove(product)) {
                    moved.add(product);
                }
            });
        });
        return QuarkusTransaction.requiringNew().call(() -> {
            boolean mine = turns.goesOn(turn, config.catalogueLease());
            if (mine && !doubts.settle(List.of(doubt)).isEmpty()) {
                found.ifPresentOrElse(
                        members -> collections.bringIn(merchant, shop, members.shown()),
                        () -> collections.gone(merchant, shop, collection));
                if (moved.size() > MOST_MOVED) {
                    turns.readWhole(turn.shop());
                } else {
                    doubts.tell(moved.stream()
                            .map(product -> Told.news(Subject.product(merchant, shop, product), MOVED))
                            .toList());
                }
            }
            return mine;
        });
    }

    private boolean bringIn(ShopTurn turn, Doubt doubt, List<Location> found) {
        return QuarkusTransaction.requiringNew().call(() -> {
            boolean mine = turns.goesOn(turn, config.catalogueLease());
            if (mine && !doubts.settle(List.of(doubt)).isEmpty()) {
                locations.bringIn(turn.shop().merchantId(), turn.shop().shopId(), found);
            }
            return mine;
        });
    }

    private boolean bringIn(ShopTurn turn, List<Doubt> asked, List<Variant> found) {
        return QuarkusTransaction.requiringNew().call(() -> {
            boolean mine = turns.goesOn(turn, config.catalogueLease());
            if (mine) {
                var settled = doubts.settle(asked).stream().map(Subject::id).collect(toSet());
                products.bringIn(turn.shop().merchantId(), turn.shop().shopId(), settled, of(settled, found));
            }
            return mine;
        });
    }

    private static List<Variant> of(Set<Long> products, List<Variant> found) {
        return found.stream()
                .filter(variant -> products.contains(variant.productId()))
                .toList();
    }

    private void stopped(ShopTurn turn, ShopLogin login, Stopped why) {
        if (why.isRefusal()) {
            LOG.warnf("shop %d is not asked about products: %s", turn.shop().shopId(), why.reason());
            shops.suspend(login, why.reason());
            turns.end(turn, Duration.ZERO, Optional.of(why.reason()));
        } else {
            LOG.warnf("shop %d is asked about products later: %s", turn.shop().shopId(), why.reason());
            turns.failed(turn, why.reason());
        }
    }
}
