-- What a shop's products say of their variants follows Shopify by itself, and what Shopify has no more is remembered: its
-- listings keep their SKU and title.
alter table variant
    add column product_id bigint,                      -- Shopify's own; null: not read yet
    add column product_status text not null default '', -- ACTIVE, DRAFT, ARCHIVED or UNLISTED; empty: not read yet
    add column gone_at timestamptz;                    -- since when it is known that Shopify has it no more; null: it has it
create index variant_product on variant (merchant_id, product_id, shop_id) where product_id is not null;

-- What Shopify told something of, a product or the locations of a shop, and is to be asked about. One row for each that
-- was ever told of, updated in place.
create table catalogue_doubt (
    merchant_id bigint      not null,
    shop_id     bigint      not null,
    kind        text        not null check (kind in ('LOCATIONS', 'PRODUCT')),
    subject_id  bigint      not null, -- the product, Shopify's own id; 0 for all locations
    revision    bigint      not null, -- counts what was told: an answer from before the latest settles nothing
    reason      text        not null, -- of the latest
    asked_at    timestamptz not null, -- when that came
    open        boolean     not null, -- Shopify is to be asked
    told        bytea,                -- hash of what was told with the question that was answered last; null: nothing to compare
    primary key (merchant_id, shop_id, kind, subject_id)
) with (fillfactor = 80);
create index catalogue_doubt_open on catalogue_doubt (merchant_id, shop_id, asked_at) where open;

-- Who is at which work for a shop, and when it is due again. A row per shop and kind of work that was begun once.
create table shop_turn (
    merchant_id bigint not null,
    shop_id     bigint not null,
    work        text   not null check (work in ('CATALOGUE', 'CHANGES', 'SUBSCRIPTIONS')),
    due_at      timestamptz,               -- not before; null: at once
    lease_until timestamptz,               -- somebody is at it until then
    fence       bigint not null default 0, -- number of the latest lease; older ones may not write
    failures    int    not null default 0, -- in a row
    problem     text,                      -- why the latest turn failed
    ended_at    timestamptz,               -- the latest turn
    known_to    timestamptz,               -- what was so before is known, where the work is to find what has changed
    primary key (merchant_id, shop_id, work),
    foreign key (merchant_id, shop_id) references shop
);

-- The address that the service itself has Shopify send webhooks to, beside the one that the merchant was shown.
alter table shop
    add column webhook_token bytea,             -- encrypted
    add column webhook_token_hash bytea unique; -- its SHA-256

-- What becomes of listings whose variant Shopify has no more: none are offered, or Amazon keeps the number it shows.
alter table merchant add column gone_variants text not null default 'STOP' check (gone_variants in ('STOP', 'HOLD'));

-- Why nothing is for sale: what a profile, or the shop, stopped. The replicas of the version before do not look at it.
alter table delivery add column wish_stopped text;

-- What Shopify said of a location last.
alter table warehouse
    add column location_name text,     -- its name there now; profiles call the warehouse by the name it was brought in with
    add column location_online boolean; -- orders of the online shop are fulfilled from there; null: not read yet
