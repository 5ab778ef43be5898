-- Units ordered on Amazon that Shopify does not know yet (see the package delivery.order).

alter table amazon_account
    add column subtract_orders   boolean not null default false,
    add column restock_cancelled text    not null default 'AT_ONCE'
        check (restock_cancelled in ('AT_ONCE', 'WHEN_SHOPIFY_RISES')),
    add column orders_problem    text;                    -- why its orders cannot be read; empty while they can
create index amazon_account_with_orders on amazon_account (merchant_id) where subtract_orders;

-- How far the orders of an account have been read. What a page says is stored when it comes; the mark moves with the last
-- one. No token of a page is kept: whoever takes over begins at the mark again.
create table order_reading (
    merchant_id       bigint      not null,
    amazon_account_id bigint      not null,
    since             timestamptz not null,            -- orders that were placed before do not count
    read_until        timestamptz not null,            -- Amazon's time: what was changed before has been read
    due_at            timestamptz not null,
    leased_until      timestamptz,
    fence             bigint      not null default 0,  -- counts the leases
    failures          integer     not null default 0,  -- in a row
    denied_version    integer,                         -- of the credentials with which Amazon denied it
    read_at           timestamptz,                     -- when all was read last
    remark            text,                            -- what was odd about it
    primary key (merchant_id, amazon_account_id)
);

-- One seller SKU of an order, as Amazon told it last.
create table order_line (
    merchant_id       bigint      not null,
    amazon_account_id bigint      not null,
    order_id          text        not null,
    line_id           text        not null,
    seller_sku        text        not null,
    ordered           integer     not null,            -- of what Amazon sells: packs
    units             integer     not null,            -- of these, those that are not cancelled
    placed_at         timestamptz not null,
    updated_at        timestamptz not null,            -- Amazon's time
    expires_at        timestamptz not null,
    resolved          boolean     not null default false, -- it has its parts; until then its SKU is linked to nothing
    primary key (merchant_id, amazon_account_id, order_id, line_id)
);
create index order_line_unresolved on order_line (merchant_id, amazon_account_id, expires_at) where not resolved;
create index order_line_old on order_line (placed_at);

-- What a line takes of one inventory item: of a bundle's parts each has a row.
create table order_part (
    merchant_id       bigint      not null,
    shop_id           bigint      not null,
    inventory_item_id bigint      not null,
    amazon_account_id bigint      not null,
    order_id          text        not null,
    line_id           text        not null,
    each              bigint      not null,            -- of the item in one of what Amazon sells
    units             bigint      not null,            -- of the item, as many as count
    placed_at         timestamptz not null,
    held_since        timestamptz,                     -- cancelled then; counts until Shopify has it back
    expires_at        timestamptz not null,
    ended             text check (ended in ('REFLECTED', 'RISEN', 'CANCELLED', 'EXPIRED')),
    ended_at          timestamptz,
    primary key (merchant_id, shop_id, inventory_item_id, amazon_account_id, order_id, line_id)
);
create index order_part_open on order_part (merchant_id, shop_id, inventory_item_id) where ended is null;
create index order_part_of_line on order_part (merchant_id, amazon_account_id, order_id, line_id);
create index order_part_expiry on order_part (expires_at) where ended is null;

-- By how much Shopify's stock of an item rose (> 0) or fell (< 0) in a second, all its levels together. Only of merchants
-- who have orders subtracted, and no longer than an order may count.
create table stock_move (
    merchant_id       bigint      not null,
    shop_id           bigint      not null,
    inventory_item_id bigint      not null,
    moved_at          timestamptz not null,            -- Shopify's time
    units             bigint      not null,
    remaining         bigint      not null,            -- of these, those that no order is seen in
    primary key (merchant_id, shop_id, inventory_item_id, moved_at)
);
create index stock_move_old on stock_move (moved_at);

-- Which operations there are is the service's to say: versions that know more of them run beside those that know less.
alter table pace drop constraint if exists pace_operation_check;
