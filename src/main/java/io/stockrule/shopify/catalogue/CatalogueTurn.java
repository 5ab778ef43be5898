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
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.stock.ledger.CatalogueDoubts;
import io.stockrule.stock.ledger.CatalogueDoubts.Doubt;
import io.stockrule.stock.ledger.CatalogueDoubts.Kind;
import io.stockrule.stock.ledger.CatalogueDoubts.Subject;
import io.stockrule.stock.ledger.Location;
import io.stockrule.stock.ledger.Locations;
import io.stockrule.stock.ledger.Products;
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

    private final GraphQl shopify;
    private final ShopLogins shops;
    private final ShopTurns turns;
    private final CatalogueDoubts doubts;
    private final Locations locations;
    private final Products products;
    private final InstantSource time;
    private final ShopifyConfig config;

    CatalogueTurn(
            GraphQl shopify,
            ShopLogins shops,
            ShopTurns turns,
            CatalogueDoubts doubts,
            Locations locations,
            Products products,
            InstantSource time,
            ShopifyConfig config) {
        this.shopify = shopify;
        this.shops = shops;
        this.turns = turns;
        this.doubts = doubts;
        this.locations = locations;
        this.products = products;
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
            var reader = new ProductReader(patient);
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
        boolean mine;
        if (open.getFirst().subject().kind() == Kind.LOCATIONS) {
            var found = LocationReader.read(patient);
            mine = bringIn(turn, open.getFirst(), found);
        } else {
            var read =
                    reader.read(open.stream().map(doubt -> doubt.subject().id()).toList());
            mine = bringIn(turn, open.subList(0, read.asked()), read.variants());
        }
        shops.liftSuspension(shop);
        return mine;
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
