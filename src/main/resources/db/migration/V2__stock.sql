-- A Shopify location that the merchant counts on, under the name that profiles use.
create table warehouse (
    merchant_id  bigint  not null,
    warehouse_id bigint  not null,
    shop_id      bigint  not null,
    location_id  bigint  not null, -- Shopify's own
    name         text    not null,
    active       boolean not null, -- the stock of a closed one never counts
    primary key (merchant_id, warehouse_id),
    unique (merchant_id, shop_id, location_id),
    -- Checked when a whole change is in, so that two warehouses can swap their names.
    constraint warehouse_name unique (merchant_id, shop_id, name) deferrable initially deferred
);

-- What Shopify says of a variant. Texts are never absent, only empty.
create table variant (
    merchant_id       bigint  not null,
    shop_id           bigint  not null,
    variant_id        bigint  not null, -- Shopify's own
    inventory_item_id bigint  not null, -- Shopify's own; several variants may share one
    sku               text    not null,
    title             text    not null,
    vendor            text    not null,
    product_type      text    not null,
    tags              text[]  not null,
    barcode           text    not null,
    collections       text[]  not null, -- their titles
    keeps_selling     boolean not null, -- Shopify goes on selling below zero
    primary key (merchant_id, shop_id, variant_id)
);
create index variant_item on variant (merchant_id, shop_id, inventory_item_id);
create index variant_sku on variant (merchant_id, shop_id, sku);

-- The thing that is counted, and whether Shopify is to be asked for its stock. One row per item, updated in place.
create table inventory_item (
    merchant_id       bigint  not null,
    shop_id           bigint  not null,
    inventory_item_id bigint  not null,
    tracked           boolean not null default true, -- false: Shopify does not count it, its stock is unknown
    revision          bigint  not null default 0,    -- counts the reports that left a doubt; a re-read begun before the
                                                     -- latest one settles nothing
    reason            text,                          -- of the latest doubt or failure
    due_at            timestamptz,                   -- when it is to be re-read; null: no doubt, or nobody sells it
    lease_until       timestamptz,                   -- somebody is re-reading it until then
    fence             bigint  not null default 0,    -- number of the latest lease; older ones may not write
    failures          int     not null default 0,    -- re-reads in a row that settled nothing
    primary key (merchant_id, shop_id, inventory_item_id)
) with (fillfactor = 80);
create index inventory_item_due on inventory_item (merchant_id, shop_id, due_at) where due_at is not null;

-- The newest stock level of an item at a location.
create table stock_level (
    merchant_id       bigint not null,
    shop_id           bigint not null,
    inventory_item_id bigint not null,
    location_id       bigint not null,
    available         bigint,                              -- null: unknown
    updated_at        timestamptz,                         -- Shopify's time of the newest report; null: it had none
    state             text   not null default 'UNCONFIRMED'
        check (state in ('CONFIRMED', 'DOUBTFUL', 'DISCONNECTED', 'UNCONFIRMED')),
    primary key (merchant_id, shop_id, inventory_item_id, location_id)
) with (fillfactor = 80);
create index stock_level_location on stock_level (merchant_id, shop_id, location_id);
