package io.stockrule.shopify.webhook;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jdbi.v3.core.Jdbi;

/// Webhooks that were taken but not used, with the reason.
@Path("/api/v1/shops/{shop}/parked-webhooks")
@RolesAllowed(Role.MERCHANT)
class ParkedWebhookResource {
    private final Jdbi database;
    private final CurrentMerchant merchant;

    ParkedWebhookResource(Jdbi database, CurrentMerchant merchant) {
        this.database = database;
        this.merchant = merchant;
    }

    /// In the order of their ids.
    @GET
    @Transactional
    public Page<ParkedView> list(
            @RestPath long shop,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") long after) {
        Shop.of(new ShopKey(merchant.id(), shop));
        return Page.of(
                database.withHandle(handle -> handle.createQuery("""
                                select parked_id, topic, delivery_id, reason, length(body) bytes, received_at
                                from parked_webhook
                                where merchant_id = :merchant and shop_id = :shop and parked_id > :after
                                order by parked_id limit :limit
                                """)
                        .bind("merchant", merchant.id())
                        .bind("shop", shop)
                        .bind("after", after)
                        .bind("limit", limit + 1)
                        .map((row, _) -> ParkedView.of(row))
                        .list()),
                limit,
                ParkedView::id);
    }

    /// The body as Shopify sent it, to the byte.
    @GET
    @Path("/{id}/body")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Transactional
    public byte[] body(@RestPath long shop, @RestPath long id) {
        return database.withHandle(handle -> handle.createQuery("""
                        select body from parked_webhook
                        where merchant_id = :merchant and shop_id = :shop and parked_id = :id
                        """)
                .bind("merchant", merchant.id())
                .bind("shop", shop)
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne()
                .orElseThrow(() -> Problem.notFound("parked webhook")));
    }

    record ParkedView(long id, String topic, String deliveryId, String reason, int bytes, Instant receivedAt) {
        static ParkedView of(ResultSet row) throws SQLException {
            return new ParkedView(
                    row.getLong("parked_id"),
                    row.getString("topic"),
                    row.getString("delivery_id"),
                    row.getString("reason"),
                    row.getInt("bytes"),
                    row.getTimestamp("received_at").toInstant());
        }
    }
}
