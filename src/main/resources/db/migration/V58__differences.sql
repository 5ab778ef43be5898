-- Levels that were other than known when Shopify was asked, each with why. Kept for a while.
create table level_difference (
    merchant_id       bigint      not null,
    shop_id           bigint      not null,
    difference_id     bigint      not null,
    inventory_item_id bigint      not null,
    location_id       bigint      not null,
    cause             text        not null check (cause in ('LOST', 'LATE', 'FOREIGN')),
    was               bigint,               -- null: it did not count, or its number was not known
    found             bigint,               -- null: it does not count, or Shopify does not count the item
    changed_at        timestamptz not null, -- by Shopify
    found_at          timestamptz not null,
    primary key (merchant_id, shop_id, difference_id)
);
create index level_difference_age on level_difference (found_at);

-- How many there were, ever; also of those that are not kept.
create table difference_count (
    merchant_id bigint not null,
    shop_id     bigint not null,
    cause       text   not null check (cause in ('LOST', 'LATE', 'FOREIGN')),
    found       bigint not null,
    told        bigint not null default 0, -- of them, how many the activity log tells of
    primary key (merchant_id, shop_id, cause)
);
insert into difference_count (merchant_id, shop_id, cause, found, told)
select merchant_id, shop_id, 'LOST', found, found from level_sweep where found > 0;
-- level_sweep.found is used no more, but stays: replicas of the version before count in it while an upgrade rolls.

-- What the service noticed and did by itself, in words for the merchant.
create table activity (
    merchant_id bigint      not null,
    activity_id bigint      not null,
    shop_id     bigint,               -- null: of no shop
    kind        text        not null,
    text        text        not null,
    happened_at timestamptz not null,
    primary key (merchant_id, activity_id)
);
create index activity_of_shop on activity (merchant_id, shop_id, activity_id);
create index activity_age on activity (happened_at);
