package io.stockrule.shopify.webhook;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.shopify.ExactInstant;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.webhook.RawDeliveries.Chosen;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Webhooks as they came, which are kept for a while.
@Path("/api/v1/shops/{shop}/deliveries")
@RolesAllowed(Role.MERCHANT)
class DeliveryResource {
    private final RawDeliveries raw;
    private final Replay replay;
    private final CurrentMerchant merchant;

    DeliveryResource(RawDeliveries raw, Replay replay, CurrentMerchant merchant) {
        this.raw = raw;
        this.replay = replay;
        this.merchant = merchant;
    }

    /// The oldest first.
    @GET
    @Transactional
    public Page<RawDeliveries.Entry> list(
            @RestPath long shop,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") long after) {
        return Page.of(raw.list(shop(shop).key(), after, limit + 1), limit, RawDeliveries.Entry::id);
    }

    /// The body as Shopify sent it, to the byte.
    @GET
    @Path("/{id}/body")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Transactional
    public byte[] body(@RestPath long shop, @RestPath long id) {
        return raw.body(new ShopKey(merchant.id(), shop), id).orElseThrow(() -> Problem.notFound("delivery"));
    }

    /// Takes the newest few hundred in once more; the caller goes on with `next` until there is none. It may be
    /// broken off and done again: an older number loses, and of all else Shopify is asked.
    @POST
    @Path("/actions/replay")
    @RunOnVirtualThread
    public Replay.Part replay(@RestPath long shop, @Valid @NotNull ReplayBody body) throws InterruptedException {
        var of = shop(shop);
        return replay.part(
                body.chosen(of.key()),
                of.domain(),
                Objects.requireNonNullElse(body.after(), Long.MAX_VALUE),
                Boolean.TRUE.equals(body.dryRun()));
    }

    private record Known(ShopKey key, String domain) {}

    private Known shop(long id) {
        var key = new ShopKey(merchant.id(), id);
        var shop = Shop.find(key).orElseThrow(() -> Problem.notFound("shop"));
        return new Known(key, shop.domain());
    }

    /// @param since from when on they came, by our time
    /// @param until before when; absent for now
    /// @param topics such as `inventory_levels/update`; absent for all
    /// @param after `next` of the part before
    /// @param dryRun true to be told what would be done
    record ReplayBody(
            @NotNull @JsonDeserialize(using = ExactInstant.class)
            Instant since,

            @Nullable @JsonDeserialize(using = ExactInstant.class)
            Instant until,

            @Nullable @Size(min = 1, max = 20) Set<@NotNull @Size(min = 1, max = 200) String> topics,

            @Nullable @PositiveOrZero Long after,
            @Nullable Boolean dryRun) {
        Chosen chosen(ShopKey shop) {
            return new Chosen(
                    shop, since, Optional.ofNullable(until), Objects.requireNonNullElse(topics, Set.<String>of()));
        }
    }
}
