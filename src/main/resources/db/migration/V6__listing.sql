-- One seller in one region of Amazon. Secrets are encrypted; a cipher text copied to another row does not decrypt there.
create table amazon_account (
    merchant_id         bigint      not null references merchant,
    amazon_account_id   bigint      not null,
    name                text        not null,
    region              text        not null check (region in ('NA', 'EU', 'FE')),
    seller_id           text        not null,
    client_id           text        not null,
    client_secret       bytea       not null,
    refresh_token       bytea       not null,
    credentials_version int         not null, -- counts the changes of the two secrets and the client id
    update_quantity     boolean     not null, -- the switch "Update Amazon quantity when it has changed in Shopify"
    suspended_until     timestamptz,          -- nothing is sent before; null: not suspended
    suspended_reason    text,
    created_at          timestamptz not null,
    primary key (merchant_id, amazon_account_id),
    unique (merchant_id, region, seller_id),
    check ((suspended_until is null) = (suspended_reason is null))
);

-- Listings of one account and marketplace under one Global Profile.
create table selling_list (
    merchant_id       bigint      not null,
    selling_list_id   bigint      not null,
    amazon_account_id bigint      not null,
    marketplace       text        not null, -- country code such as DE
    name              text        not null,
    profile_id        bigint      not null,
    kind              text        not null check (kind in ('PRODUCTS', 'COLLECTIONS')),
    created_at        timestamptz not null,
    primary key (merchant_id, selling_list_id),
    foreign key (merchant_id, amazon_account_id) references amazon_account,
    foreign key (merchant_id, profile_id) references profile
);
create index selling_list_account on selling_list (merchant_id, amazon_account_id);
create index selling_list_profile on selling_list (merchant_id, profile_id);

-- A Shopify variant in a Selling List and its Amazon SKU. A variant that Shopify deletes keeps its listing, so that the
-- merchant sees what became of it: hence no reference to variant.
create table listing (
    merchant_id       bigint      not null,
    listing_id        bigint      not null,
    selling_list_id   bigint      not null,
    amazon_account_id bigint      not null, -- that of the Selling List
    shop_id           bigint      not null,
    variant_id        bigint      not null, -- Shopify's own
    seller_sku        text check (char_length(seller_sku) between 1 and 40), -- null: not linked
    pack_size         int         not null check (pack_size > 0), -- units in one pack that it sells
    created_at        timestamptz not null,
    primary key (merchant_id, listing_id),
    unique (merchant_id, selling_list_id, shop_id, variant_id),
    foreign key (merchant_id, selling_list_id) references selling_list
);
create index listing_target on listing (merchant_id, amazon_account_id, seller_sku) where seller_sku is not null;
create index listing_variant on listing (merchant_id, shop_id, variant_id);
