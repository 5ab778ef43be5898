-- Amazon's notifications, where they come by a queue (see the package delivery.notification). They cause looks and are
-- never believed, so a replica that does not know of these columns does no harm.

alter table delivery
    add column noticed_at       timestamptz,           -- when it was last told that something of it may have changed
    add column noticed_event_at timestamptz,           -- when that happened, by Amazon's clock
    add column notice_look_at   timestamptz,           -- when the last look for that reason was due
    add column doubted_at       timestamptz;           -- when it was last told that its channel may have changed
-- Those that have not been looked at since, though no look is due.
create index delivery_noticed on delivery (merchant_id, amazon_account_id, seller_sku)
    where noticed_at > channel_read_at and read_due_at is null and flight_number is null;

create index amazon_account_of_seller on amazon_account (seller_id);

-- Notifications that were received, as long as the queue may hand them out again. They belong to no merchant: several may
-- have connected the same seller.
create table notification (
    notification_id text        primary key,           -- Amazon's
    received_at     timestamptz not null
);
create index notification_old on notification (received_at);

-- What of the queue meant nothing, all replicas together.
create table notification_oddity (
    kind    text        primary key,
    count   bigint      not null,
    last_at timestamptz not null,
    detail  text        not null                       -- of the last one
);

-- What Amazon last said of a seller's account in a marketplace.
create table amazon_account_status (
    merchant_id       bigint      not null,
    amazon_account_id bigint      not null,
    marketplace       text        not null,            -- Amazon's id; empty: all
    status            text        not null,            -- Amazon's word
    event_at          timestamptz not null,            -- Amazon's clock
    primary key (merchant_id, amazon_account_id, marketplace),
    foreign key (merchant_id, amazon_account_id) references amazon_account on delete cascade
);

-- Where an application's notifications of a region go. An application is Amazon's, whoever its accounts belong to.
create table amazon_destination (
    client_id      text        not null,
    region         text        not null,
    kind           text        not null,
    queue          text        not null,               -- for which it was looked at
    destination_id text,                               -- Amazon's
    looked_at      timestamptz,
    leased_until   timestamptz,
    fence          bigint      not null default 0,     -- counts the leases
    primary key (client_id, region, kind)
);

-- What each account is to be subscribed to, and how that stands.
create table amazon_subscription (
    merchant_id       bigint      not null,
    amazon_account_id bigint      not null,
    type              text        not null,
    due_at            timestamptz not null,            -- when it is looked at
    leased_until      timestamptz,
    fence             bigint      not null default 0,  -- counts the leases
    failures          integer     not null default 0,  -- in a row
    subscription_id   text,                            -- Amazon's
    looked_at         timestamptz,                     -- when it was found, or made, last
    problem           text,                            -- why it is not there
    denied_version    integer,                         -- of the credentials with which Amazon denied it
    primary key (merchant_id, amazon_account_id, type),
    foreign key (merchant_id, amazon_account_id) references amazon_account on delete cascade
);
create index amazon_subscription_due on amazon_subscription (due_at);
