-- Whether Shopify last said that the location is active; null: it was never imported. Kept beside the merchant's own
-- choice, so that an import changes that choice only when Shopify's word has changed.
alter table warehouse add column location_active boolean;

-- When the latest doubt arose: what was read from Shopify before that settles nothing.
alter table inventory_item add column asked_at timestamptz;

-- The reading of a whole shop. One row per import, updated in place with how far it has come.
create table shop_import (
    merchant_id       bigint      not null,
    shop_id           bigint      not null,
    import_id         bigint      not null,
    phase             text        not null
        check (phase in ('CONNECTING', 'WAREHOUSES', 'VARIANTS', 'CHECKING', 'DONE', 'FAILED')),
    last_variant_id   bigint      not null default 0, -- all up to this one are in
    expected_variants bigint,                         -- what Shopify said at the beginning; null: not asked yet
    warehouses        int         not null default 0,
    variants          bigint      not null default 0,
    levels            bigint      not null default 0,
    removed           bigint      not null default 0, -- variants that Shopify no longer has
    problem           text,                           -- why it waits or failed
    started_at        timestamptz not null,
    advanced_at       timestamptz not null,
    ended_at          timestamptz,
    due_at            timestamptz not null,           -- not gone on with before
    failures          int         not null default 0, -- in a row
    lease_until       timestamptz,                    -- somebody is at it until then
    fence             bigint      not null default 0, -- number of the latest lease; older ones may not write
    primary key (merchant_id, shop_id, import_id),
    foreign key (merchant_id, shop_id) references shop,
    check ((ended_at is not null) = (phase in ('DONE', 'FAILED')))
) with (fillfactor = 50);
create unique index shop_import_running on shop_import (merchant_id, shop_id) where ended_at is null;

-- Variants that the running import did not come across. They are asked for by name before anything is made of it.
create table missing_variant (
    merchant_id bigint not null,
    shop_id     bigint not null,
    variant_id  bigint not null,
    primary key (merchant_id, shop_id, variant_id)
);
