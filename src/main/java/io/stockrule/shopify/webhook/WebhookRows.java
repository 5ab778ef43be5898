package io.stockrule.shopify.webhook;

import io.stockrule.database.Columns;
import io.stockrule.database.Statements;
import io.stockrule.shopify.HeldShops;
import io.stockrule.work.Patience;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Webhooks that came, and the receipts by which a repeated one is told.
@ApplicationScoped
class WebhookRows {
    /// Of few rows PostgreSQL believes that a plan for their number is worth making each time, which takes longer than
    /// to carry it out. What is found by keys is found the same way however many they are.
    private static final String PLANNED_ONCE = "select set_config('plan_cache_mode', 'force_generic_plan', true)";

    /// Receipts are added in the order of their key, so that two replicas that take the same webhooks do not wait for
    /// each other. Of a receipt that came twice at once the first is new. A shop that is held stays, so what is
    /// written for it here does, too.
    private static final String TAKE = """
            with held as (
                <hold>
            ), given as (
                select k.*, held.shop_id is not null there
                from unnest(:merchants, :shops, :receipts, :topics, :webhooks, :triggered, :bodies, :packed)
                    with ordinality k(merchant_id, shop_id, receipt, topic, webhook_id, triggered_at, body, packed, at)
                left join held using (merchant_id, shop_id)
            ), added as (
                insert into webhook_receipt (merchant_id, shop_id, receipt, received_at)
                select distinct merchant_id, shop_id, receipt, :now::timestamptz
                from given where there and receipt is not null
                order by 1, 2, 3
                on conflict do nothing
                returning merchant_id, shop_id, receipt
            ), fresh as (
                select min(at) at from given join added using (merchant_id, shop_id, receipt)
                group by merchant_id, shop_id, receipt
                union all
                select at from given where there and receipt is null
            ), kept as (
                insert into webhook_delivery (merchant_id, shop_id, delivery_id, topic, webhook_id, triggered_at,
                    body, packed, received_at)
                select merchant_id, shop_id, nextval('stockrule_id'), topic, webhook_id, triggered_at,
                    body, packed, :now::timestamptz
                from (select * from given join fresh using (at) where body is not null order by at) new
            )
            select case when not there then 'SHOP_GONE' when fresh.at is null then 'REPEATED' else 'NEW' end
            from given left join fresh using (at) order by at
            """.replace("<hold>", HeldShops.HOLD);

    private final Jdbi database;
    private final InstantSource time;

    WebhookRows(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// Notes webhooks as taken and keeps those that are kept as they came; the first thing in the transaction that
    /// acknowledges them. Their shops stay until its end.
    ///
    /// @param patience what the transaction is held to from now on
    /// @return what becomes of each, in the same order
    List<Keeping> take(List<ReceivedWebhook> webhooks, Patience patience) {
        var rows = Columns.of(webhooks)
                .longs("merchants", it -> it.shop().merchantId())
                .longs("shops", it -> it.shop().shopId())
                .bytes("receipts", it -> it.receipt().map(ByteBuffer::array).orElse(null))
                .texts("topics", ReceivedWebhook::topic)
                .texts("webhooks", ReceivedWebhook::id)
                .texts("triggered", ReceivedWebhook::triggeredAt)
                .bytes("bodies", it -> it.raw().map(RawBody::bytes).orElse(null))
                .flags("packed", it -> it.raw().map(RawBody::packed).orElse(null));
        return database.withHandle(handle -> Statements.send(
                rows.bindTo(handle.createQuery(String.join(";\n", patience.setting(), PLANNED_ONCE, TAKE)))
                        .bind("now", time.instant()),
                answers -> {
                    answers.skip();
                    answers.skip();
                    return answers.next((row, _) -> Keeping.valueOf(row.getString(1)));
                }));
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
}
