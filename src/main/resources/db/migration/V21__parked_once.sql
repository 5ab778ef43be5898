-- A webhook that comes again is counted, not kept again; of topics that are not used no body is kept. Rows of before
-- have no digest and stay until they are forgotten.
alter table parked_webhook
    alter column body drop not null,
    add column digest           bytea,                      -- SHA-256 of what makes two the same
    add column times            bigint not null default 1,  -- how often it came
    add column last_received_at timestamptz;                -- null: as received_at
create unique index parked_webhook_once on parked_webhook (merchant_id, shop_id, digest);
create index parked_webhook_age on parked_webhook (coalesce(last_received_at, received_at));
