-- A shop's webhook address can be changed. Those before it are good for a while, so that nothing is lost while Shopify is
-- told; no shop is referred to, as the rows outlive it until its webhooks are ended there.
create table former_webhook_address (
    merchant_id bigint      not null,
    shop_id     bigint      not null,
    token_hash  bytea       not null, -- SHA-256 of the token at its end
    good_until  timestamptz not null,
    primary key (merchant_id, shop_id, token_hash)
);
create unique index former_webhook_address_token on former_webhook_address (token_hash);
create index former_webhook_address_over on former_webhook_address (good_until);

-- When a webhook was taken at the address in force, to the minute; null: none yet.
alter table shop add column webhook_at timestamptz;
