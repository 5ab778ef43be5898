-- Shops that are gone for their merchants, and of which something is left that is deleted part by part.
create table shop_deletion (
    merchant_id        bigint      not null references merchant,
    shop_id            bigint      not null,
    domain             text        not null,
    client_id          text        not null,
    client_secret      bytea,                -- encrypted, as the token; both only until the webhooks are ended at Shopify
    access_token       bytea,
    token_hash         bytea       not null, -- by which its own webhooks are known there
    webhook_token_hash bytea,
    started_at         timestamptz not null,
    deleted            bigint      not null default 0, -- rows so far
    due_at             timestamptz not null,           -- not gone on with before
    lease_until        timestamptz,                    -- somebody is at it until then
    fence              bigint      not null default 0, -- number of the latest lease; older ones may not write
    failures           int         not null default 0, -- in a row
    primary key (merchant_id, shop_id)
);

-- What Shopify has asked for in the name of its privacy rules: that it did and what became of it, never about whom.
create table privacy_request (
    merchant_id bigint      not null,
    shop_id     bigint      not null,
    request_id  bigint      not null,
    topic       text        not null check (topic in ('customers/data_request', 'customers/redact', 'shop/redact')),
    told_at     timestamptz not null,
    outcome     text,        -- null: not decided yet
    settled_at  timestamptz,
    due_at      timestamptz, -- looked at then; null: settled
    primary key (merchant_id, shop_id, request_id),
    check ((outcome is null) = (settled_at is null)),
    check ((outcome is null) = (due_at is not null))
);
create index privacy_request_due on privacy_request (due_at) where due_at is not null;

-- A zone that Shopify told follows Shopify; one that the merchant set stays. Of those from before it is not known.
alter table shop add column time_zone_learned boolean not null default false;
