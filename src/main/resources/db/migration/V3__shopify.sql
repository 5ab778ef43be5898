-- One Shopify store. Secrets are encrypted, the webhook token is kept as its SHA-256 only.
create table shop (
    merchant_id           bigint      not null references merchant,
    shop_id               bigint      not null,
    domain                text        not null, -- such as candles.myshopify.com, in lower case
    time_zone             text,                 -- used until the merchant sets one
    client_id             text        not null,
    client_secret         bytea       not null, -- also signs the webhooks
    previous_secret       bytea,                -- the one before; still verifies webhooks
    previous_secret_until timestamptz,
    access_token          bytea,                -- a permanent one that the merchant gave; null: one is asked for daily
    token_hash            bytea       not null unique,
    suspended_until       timestamptz,          -- Shopify is not asked before; null: not suspended
    suspended_reason      text,
    created_at            timestamptz not null,
    primary key (merchant_id, shop_id),
    unique (merchant_id, domain),
    check ((suspended_until is null) = (suspended_reason is null))
);

-- Webhooks taken in the last days, so that a repeated delivery is told from a new one.
create table webhook_receipt (
    merchant_id bigint      not null,
    shop_id     bigint      not null,
    receipt     bytea       not null, -- SHA-256 of delivery id, topic and body
    received_at timestamptz not null,
    primary key (merchant_id, shop_id, receipt)
);
create index webhook_receipt_age on webhook_receipt (received_at);

-- Correctly signed webhooks that were not used, with the reason.
create table parked_webhook (
    merchant_id bigint      not null,
    shop_id     bigint      not null,
    parked_id   bigint      not null,
    topic       text        not null,
    delivery_id text        not null,
    body        bytea       not null,
    reason      text        not null,
    received_at timestamptz not null,
    primary key (merchant_id, shop_id, parked_id)
);
