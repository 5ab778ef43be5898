-- Where one number lives: a seller SKU in an Amazon account. One row per target, updated in place.
create table target (
    merchant_id       bigint not null,
    amazon_account_id bigint not null,
    seller_sku        text   not null,
    marked            bigint not null default 1, -- counts the changes that made it stale
    due_at            timestamptz,               -- when it is to be decided next; null: when something changes
    lease_until       timestamptz,               -- somebody is deciding it until then
    fence             bigint not null default 0, -- number of the latest lease; older ones may not write
    asked             bigint not null default 0, -- counts how often a person asked for an update
    answered          bigint not null default 0, -- the last of these that was handed to delivery
    primary key (merchant_id, amazon_account_id, seller_sku)
);
create index target_due on target (due_at) where due_at is not null;
