-- Variants that are bundles have no stock of their own: that of their parts decides
-- (https://shopify.dev/docs/apps/build/product-merchandising/bundles/add-variant-fixed-bundle).
alter table variant add column bundle boolean not null default false;

create table bundle_part (
    merchant_id bigint not null,
    shop_id     bigint not null,
    bundle_id   bigint not null, -- variant, Shopify's own
    part_id     bigint not null, -- variant, Shopify's own
    quantity    bigint not null check (quantity > 0), -- how many of the part make one bundle
    primary key (merchant_id, shop_id, bundle_id, part_id)
);
create index bundle_part_part on bundle_part (merchant_id, shop_id, part_id);
