-- The access token that is in use for an account, for all replicas. Whoever fetches another takes a lease first.
create table amazon_access_token (
    merchant_id       bigint      not null,
    amazon_account_id bigint      not null,
    grant_hash        bytea       not null,           -- of the client id and the secrets that it was granted for
    token             bytea,                          -- encrypted; null: none, or Amazon turned it down
    fetched_at        timestamptz,
    renew_from        timestamptz,                    -- another is fetched then, while it still serves
    usable_until      timestamptz,
    replaced_at       timestamptz,                    -- fetched then because Amazon had turned down the one before
    lease_until       timestamptz,                    -- somebody is fetching another until then
    fence             bigint      not null default 0, -- number of the latest lease or token; older ones may not write
    primary key (merchant_id, amazon_account_id),
    foreign key (merchant_id, amazon_account_id) references amazon_account on delete cascade
);

-- While one client secret takes the place of another at Amazon, both are valid.
alter table amazon_account
    add column client_secret_entered_at       timestamptz, -- null: with the account, or not known
    add column other_client_secret            bytea,
    add column other_client_secret_entered_at timestamptz,
    add column other_secret_serves            boolean not null default false; -- Amazon accepted it last
