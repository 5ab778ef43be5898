package io.stockrule.shopify.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.stock.ledger.CatalogueDoubts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/v1/shops/{shop}/catalogue")
@RolesAllowed(Role.MERCHANT)
class CatalogueResource {
    private final CatalogueDoubts doubts;
    private final ShopTurns turns;
    private final CurrentMerchant merchant;

    CatalogueResource(CatalogueDoubts doubts, ShopTurns turns, CurrentMerchant merchant) {
        this.doubts = doubts;
        this.turns = turns;
        this.merchant = merchant;
    }

    /// What of the shop's products and locations is in doubt: Shopify told something of it, and has not answered yet.
    @GET
    @Transactional
    public CatalogueView get(@RestPath long shop) {
        var key = new ShopKey(merchant.id(), shop);
        var _ = Shop.find(key).orElseThrow(() -> Problem.notFound("shop"));
        var waiting = doubts.waiting(key.merchantId(), key.shopId());
        var answers = turns.standing(key, Work.CATALOGUE);
        var changes = turns.standing(key, Work.CHANGES);
        return new CatalogueView(
                waiting.doubts(), waiting.since(), answers.problem(), changes.knownTo(), changes.problem());
    }

    /// @param inDoubt products that Shopify is still to be asked about, and 1 for all locations
    /// @param oldestSince since when the first of them is in doubt
    /// @param problem why they are not asked about for now
    /// @param changesKnownTo what changed before this moment is known, told or not; empty before the first look
    /// @param changesProblem why the latest look failed
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CatalogueView(
            long inDoubt,
            Optional<Instant> oldestSince,
            Optional<String> problem,
            Optional<Instant> changesKnownTo,
            Optional<String> changesProblem) {}
}
