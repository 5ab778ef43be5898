-- What Amazon says that an account offers in one marketplace, as far as somebody wanted to link by it. A replica of the
-- version before may forget the report that is wanted; the wish stands here and has it asked for again.
create table catalogue (
    merchant_id       bigint      not null,
    amazon_account_id bigint      not null,
    marketplace       text        not null, -- country code
    asked_at          timestamptz not null, -- last
    wanted_at         timestamptz,          -- null: what was asked for last has been read
    beginning         bigint,               -- the reading under way
    rows_so_far       bigint      not null default 0, -- of it
    odd_so_far        bigint      not null default 0,
    -- the last reading that came to its end, whose rows are those that count
    reading           bigint,
    read_at           timestamptz,
    data_at           timestamptz,          -- what it says was so then, or some hours before
    listed            bigint,
    odd               bigint,
    primary key (merchant_id, amazon_account_id, marketplace),
    foreign key (merchant_id, amazon_account_id) references amazon_account on delete cascade
);

-- No reference to catalogue: those of an account that goes are deleted part by part.
create table catalogue_row (
    merchant_id       bigint  not null,
    amazon_account_id bigint  not null,
    marketplace       text    not null,
    reading           bigint  not null,
    seller_sku        text    not null,
    line              bigint  not null, -- of the report, from 1
    title             text    not null,
    asin              text    not null,
    channel           text    not null, -- Amazon's word
    quantity          integer,
    status            text    not null, -- Amazon's word
    pack_base         text,             -- before what looks like the size of a pack
    -- as SkuRows compares it
    essence           text    not null generated always as
        (ltrim(lower(regexp_replace(seller_sku, '[^[:alnum:]]', '', 'g')), '0')) stored,
    primary key (merchant_id, amazon_account_id, marketplace, reading, seller_sku)
);
create index catalogue_row_essence on catalogue_row (merchant_id, amazon_account_id, marketplace, reading, essence);
create index catalogue_row_pack on catalogue_row (merchant_id, amazon_account_id, marketplace, reading, pack_base)
    where pack_base is not null;

-- The first rows of a report that could not be taken.
create table catalogue_odd_row (
    merchant_id       bigint not null,
    amazon_account_id bigint not null,
    marketplace       text   not null,
    reading           bigint not null,
    line              bigint not null,
    problem           text   not null,
    primary key (merchant_id, amazon_account_id, marketplace, reading, line)
);

-- Whether it is asked for every day, as a replica of the version before does with all of them.
alter table catalogue_report add column daily boolean not null default true;

-- Near misses are looked for by it.
create index variant_essence on variant
    (merchant_id, (ltrim(lower(regexp_replace(sku, '[^[:alnum:]]', '', 'g')), '0')), shop_id);
