-- Thousands of numbers of an account that leave at once, in a feed (see the package delivery.feed).

create table feed (
    merchant_id       bigint      not null,
    amazon_account_id bigint      not null,
    feed_number       bigint      not null,
    marketplace       text        not null,
    state             text        not null,
    amazon_id         text,                          -- Amazon's
    messages          integer     not null default 0,
    accepted          integer     not null default 0,
    refused           integer     not null default 0, -- or put off, lost, not sent
    begun_at          timestamptz not null,
    deadline          timestamptz not null,          -- until then its numbers are in flight
    asked_at          timestamptz,                   -- when Amazon was last asked to create it
    outcome           text,                          -- what its numbers land with
    result_document   text,
    problem           text,
    look_at           timestamptz not null,
    looks             integer     not null default 0,
    leased_until      timestamptz,
    lease             bigint      not null default 0, -- counts those who took it
    ended_at          timestamptz,
    primary key (merchant_id, amazon_account_id, feed_number),
    foreign key (merchant_id, amazon_account_id) references amazon_account on delete cascade
);
create index feed_open on feed (look_at) where ended_at is null;

-- The numbers of a feed that have not landed.
create table feed_message (
    merchant_id       bigint  not null,
    amazon_account_id bigint  not null,
    feed_number       bigint  not null,
    message_id        integer not null,
    seller_sku        text    not null,
    fence             bigint  not null,
    number            bigint  not null,
    quantity          integer not null,
    handling_days     integer,
    primary key (merchant_id, amazon_account_id, feed_number, message_id),
    foreign key (merchant_id, amazon_account_id, feed_number) references feed on delete cascade
);

alter table pace drop constraint pace_operation_check;
alter table pace add check (operation in ('send', 'read', 'feed'));
