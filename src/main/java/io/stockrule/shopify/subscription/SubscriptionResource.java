package io.stockrule.shopify.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.shopify.ShopifyConfig;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/v1/shops/{shop}/subscriptions")
@RolesAllowed(Role.MERCHANT)
class SubscriptionResource {
    private final ShopTurns turns;
    private final ShopifyConfig config;
    private final CurrentMerchant merchant;

    SubscriptionResource(ShopTurns turns, ShopifyConfig config, CurrentMerchant merchant) {
        this.turns = turns;
        this.config = config;
        this.merchant = merchant;
    }

    /// Whether the service itself sees to it that the shop sends its webhooks, and when it looked last.
    @GET
    @Transactional
    public SubscriptionsView get(@RestPath long shop) {
        var key = new ShopKey(merchant.id(), shop);
        var _ = Shop.find(key).orElseThrow(() -> Problem.notFound("shop"));
        var standing = turns.standing(key, Work.SUBSCRIPTIONS);
        var topics = Stream.of(Topic.values()).map(Topic::name).toList();
        return new SubscriptionsView(config.webhookHost().isPresent(), topics, standing.endedAt(), standing.problem());
    }

    /// @param byItself false if a person has to subscribe, because the service does not know its own address
    /// @param topics that are needed
    /// @param lookedAt empty before the first time
    /// @param problem why the subscriptions are not as they should be
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record SubscriptionsView(
            boolean byItself, List<String> topics, Optional<Instant> lookedAt, Optional<String> problem) {}
}
