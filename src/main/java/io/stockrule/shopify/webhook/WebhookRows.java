package io.stockrule.shopify.webhook;

import static java.util.stream.Collectors.toSet;

import io.stockrule.database.Columns;
import io.stockrule.shopify.ShopKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// Receipts of webhooks.
@ApplicationScoped
class WebhookRows {
    private final Jdbi database;
    private final InstantSource time;

    WebhookRows(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// Notes webhooks as taken.
    ///
    /// @return for each, whether it is the first of its kind
    List<Boolean> fresh(List<ReceivedWebhook> webhooks) {
        var receipts = webhooks.stream().map(Receipt::of).toList();
        var open = write(receipts.stream().flatMap(Optional::stream).collect(toSet()));
        return receipts.stream()
                .map(receipt -> receipt.map(open::remove).orElse(true))
                .toList();
    }

    /// In the order of the key, so that two replicas that take the same webhooks do not wait for each other.
    private Set<Receipt> write(Set<Receipt> receipts) {
        var rows = Columns.of(receipts)
                .longs("merchants", it -> it.shop().merchantId())
                .longs("shops", it -> it.shop().shopId())
                .bytes("receipts", it -> it.receipt().array());
        return database.withHandle(handle -> rows.bindTo(handle.createQuery("""
                        insert into webhook_receipt (merchant_id, shop_id, receipt, received_at)
                        select k.*, :now from unnest(:merchants, :shops, :receipts) k(merchant_id, shop_id, receipt)
                        order by 1, 2, 3
                        on conflict do nothing
                        returning merchant_id, shop_id, receipt
                        """))
                .bind("now", time.instant())
                .map((row, _) ->
                        new Receipt(new ShopKey(row.getLong(1), row.getLong(2)), ByteBuffer.wrap(row.getBytes(3))))
                .collect(toSet()));
    }

    /// Forgets receipts, a batch in a call.
    ///
    /// @return how many it was
    int forget(Duration age, int limit) {
        return database.withHandle(handle -> handle.createUpdate("""
                        delete from webhook_receipt
                        where (merchant_id, shop_id, receipt) in (
                            select merchant_id, shop_id, receipt from webhook_receipt
                            where received_at < :before
                            order by received_at limit :limit
                            for update skip locked)
                        """)
                .bind("before", time.instant().minus(age))
                .bind("limit", limit)
                .execute());
    }

    /// Forgets addresses that are good no more, a batch in a call. Those of shops that are being deleted stay
    /// until their webhooks are ended at Shopify.
    ///
    /// @return how many it was
    int forgetAddresses(int limit) {
        return database.withHandle(handle -> handle.createUpdate("""
                        delete from former_webhook_address
                        where (merchant_id, shop_id, token_hash) in (
                            select merchant_id, shop_id, token_hash from former_webhook_address a
                            where good_until <= :now
                                and exists (
                                    select from shop s where s.merchant_id = a.merchant_id and s.shop_id = a.shop_id)
                            limit :limit
                            for update skip locked)
                        """)
                .bind("now", time.instant())
                .bind("limit", limit)
                .execute());
    }

    private record Receipt(ShopKey shop, ByteBuffer receipt) {
        static Optional<Receipt> of(ReceivedWebhook webhook) {
            return webhook.receipt().map(hash -> new Receipt(webhook.shop(), hash));
        }
    }
}
