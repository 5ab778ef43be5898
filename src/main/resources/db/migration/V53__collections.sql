-- Selling Lists may follow collections of a shop: which there are, and who is in them.
create table shop_collection (
    merchant_id   bigint      not null,
    shop_id       bigint      not null,
    collection_id bigint      not null, -- Shopify's own
    title         text        not null,
    products      bigint,               -- how many Shopify said there were when it told the rest; null: not asked yet
    told_at       timestamptz,          -- Shopify's time of its latest change, then
    gone_at       timestamptz,          -- since when it is known that Shopify has it no more; null: it has it
    primary key (merchant_id, shop_id, collection_id)
);

alter table variant
    add column collection_ids bigint[] not null default '{}'; -- Shopify's own, in the order of the titles
update shop set read_due_at = 'epoch' where read_due_at is not null; -- so that they are known soon
create index variant_collection on variant using gin (collection_ids) where collection_ids <> '{}';

alter table catalogue_doubt
    drop constraint catalogue_doubt_kind_check,
    add constraint catalogue_doubt_kind_check check (kind in ('LOCATIONS', 'PRODUCT', 'COLLECTION'));

-- Of a list of kind COLLECTIONS.
create table selling_list_collection (
    merchant_id     bigint not null,
    selling_list_id bigint not null,
    shop_id         bigint not null,
    collection_id   bigint not null, -- Shopify's own
    primary key (merchant_id, selling_list_id, shop_id, collection_id),
    foreign key (merchant_id, selling_list_id) references selling_list on delete cascade,
    foreign key (merchant_id, shop_id) references shop
);
create index selling_list_collection_shop on selling_list_collection (merchant_id, shop_id);

alter table selling_list
    add column on_join text not null default 'PROPOSE' check (on_join in ('PROPOSE', 'LINK')),
    add column on_leave text not null default 'STOP' check (on_leave in ('STOP', 'LET_GO')),
    add column followed_at timestamptz, -- when it was last seen to have the members of its collections; null: never, or it is to be looked at
    add column follow_problem text;     -- why the latest look came to nothing

alter table listing
    add column collection_ids bigint[] not null default '{}', -- those of its list's collections that its product is in
    add column left_at timestamptz; -- since when its product is in none of them and nothing is offered; null: it is, or came by hand

-- Something of the members of a shop's collections has changed: its lists are to be looked at. A row per transaction
-- that changed something, so that nobody waits for anybody.
create table member_change (
    merchant_id bigint not null,
    shop_id     bigint not null,
    change_id   bigint not null,
    primary key (merchant_id, shop_id, change_id)
);
