-- A shop may be connected by its merchant's consent at Shopify, the authorization code grant.
alter table shop
    add column by_consent boolean not null default false, -- it has no access token of its own then: shop_connection
    add column granted_scopes text[], -- what Shopify said last that the app may read; null: it was not asked yet
    add column told_domain text;      -- another name of the shop that its webhooks told; null: none

-- What a consent has brought: an access token that is renewed every hour, and the refresh token that renews it. One row
-- per shop, updated in place.
create table shop_connection (
    merchant_id   bigint      not null,
    shop_id       bigint      not null,
    number        bigint      not null, -- of the consent; a later one has another number
    access_token  bytea       not null, -- encrypted
    access_until  timestamptz not null,
    refresh_token bytea       not null, -- encrypted
    refresh_until timestamptz not null,
    connected_at  timestamptz not null, -- the latest consent
    lease_until   timestamptz,          -- somebody renews the tokens until then
    fence         bigint      not null, -- counts leases and pairs of tokens: older ones may not write
    primary key (merchant_id, shop_id),
    foreign key (merchant_id, shop_id) references shop
) with (fillfactor = 80);

-- The latest address at Shopify that a merchant was given to connect a shop. One row per shop, updated in place.
create table shop_authorization (
    merchant_id bigint      not null,
    shop_id     bigint      not null,
    state_hash  bytea       not null unique, -- SHA-256
    expires_at  timestamptz not null,
    used_at     timestamptz,                 -- Shopify's answer came; null: not yet
    primary key (merchant_id, shop_id),
    foreign key (merchant_id, shop_id) references shop
);
