-- Amazon accounts that are gone for their merchants, and of which something is left that is deleted part by part.
create table account_deletion (
    merchant_id       bigint      not null references merchant,
    amazon_account_id bigint      not null,
    selling_lists     bigint[]    not null,           -- whose listings are left
    started_at        timestamptz not null,
    deleted           bigint      not null default 0, -- rows so far
    due_at            timestamptz not null,           -- not gone on with before
    lease_until       timestamptz,                    -- somebody is at it until then
    fence             bigint      not null default 0, -- number of the latest lease; older ones may not write
    failures          int         not null default 0, -- in a row
    primary key (merchant_id, amazon_account_id)
);

-- Accounts that are gone. The numbers that were sent for them stay in sent_number for ever, and this says whose they were.
create table former_account (
    merchant_id       bigint      not null references merchant,
    amazon_account_id bigint      not null,
    name              text        not null,
    region            text        not null,
    seller_id         text        not null,
    gone_at           timestamptz not null,
    primary key (merchant_id, amazon_account_id)
);
create index former_account_seller on former_account (merchant_id, region, seller_id);

-- The Selling Lists of an account go at once and their listings afterwards. Whoever adds a listing holds its list.
alter table listing drop constraint listing_merchant_id_selling_list_id_fkey;
