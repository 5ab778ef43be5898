-- Webhooks as they came, to be taken in once more after a fault of ours. Kept for a while.
create table webhook_delivery (
    merchant_id  bigint      not null,
    shop_id      bigint      not null,
    delivery_id  bigint      not null,
    topic        text        not null,
    webhook_id   text        not null, -- Shopify's own, the same when it repeats the delivery; may be empty
    triggered_at text        not null, -- as Shopify says, which nobody signed; may be empty
    body         bytea       not null,
    packed       boolean     not null, -- the body is packed with gzip
    received_at  timestamptz not null,
    primary key (merchant_id, shop_id, delivery_id)
);
create index webhook_delivery_age on webhook_delivery (received_at);
alter table webhook_delivery alter column body set storage external; -- large ones are packed already
