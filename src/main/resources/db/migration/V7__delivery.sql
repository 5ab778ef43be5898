-- What the profile last said about each listing. One row per listing, updated in place.
create table decision (
    merchant_id     bigint      not null,
    listing_id      bigint      not null,
    outcome         text        not null check (outcome in ('lists', 'stops', 'holds')),
    quantity        integer     check ((quantity is null) = (outcome = 'holds')),
    reason          text        check ((reason is null) = (outcome <> 'holds')),
    handling_days   integer,
    profile_id      bigint      not null,
    profile_version integer     not null,
    facts           jsonb       not null,
    trace           jsonb       not null,
    decided_at      timestamptz not null,
    primary key (merchant_id, listing_id)
);

-- A number on its way to one target. One row per target, updated in place.
create table delivery (
    merchant_id       bigint  not null,
    amazon_account_id bigint  not null,
    seller_sku        text    not null,
    -- what the newest decision wants
    marketplace        text    not null,            -- country code; any one of the account's will do
    wish               text    not null check (wish in ('number', 'hold', 'conflict', 'nothing')),
    wish_number        bigint  not null,            -- counts the wishes; a higher one is newer
    wish_quantity      integer check ((wish_quantity is null) = (wish <> 'number')),
    wish_handling_days integer,
    wish_reason        text,
    because            jsonb,                       -- the decision behind the wish
    decided_at         timestamptz not null,
    asked              boolean not null default false, -- a person wants it sent even if unchanged
    -- the queue
    waiting  boolean not null default false,
    due_at   timestamptz not null,
    attempts integer not null default 0,            -- failures in a row
    -- the one request in flight
    fence                bigint not null default 0,
    flight_number        bigint,
    flight_quantity      integer,
    flight_handling_days integer,
    flight_asked         boolean not null default false,
    flight_started_at    timestamptz,
    flight_until         timestamptz,               -- its lease
    -- the last number that Amazon got, or may have got
    sent_state         text check (sent_state in ('accepted', 'lost', 'effective', 'refused', 'unsettled', 'unconfirmed')),
    sent_number        bigint,
    sent_quantity      integer,
    sent_handling_days integer,
    sent_at            timestamptz,
    accepted_at        timestamptz,
    effective_at       timestamptz,
    problem            text,
    shown_before       integer,                     -- what Amazon showed before that number
    follows_unread      boolean not null default false, -- numbers before it had not been seen when it left
    unconfirmed        integer not null default 0,  -- how often in a row an accepted number did not show
    doubt              boolean not null default false, -- an older number may have followed a newer one
    -- what Amazon says
    channel         text not null default 'unread',
    channel_detail  text,
    channel_read_at timestamptz,
    shown_quantity  integer,
    read_due_at     timestamptz,
    read_attempts   integer not null default 0,
    primary key (merchant_id, amazon_account_id, seller_sku)
);
create index delivery_waiting on delivery (merchant_id, amazon_account_id, due_at) where waiting;
create index delivery_read_due on delivery (merchant_id, amazon_account_id, read_due_at) where read_due_at is not null;

-- Every number ever sent, kept for ever: why it was sent, and what became of it.
create table sent_number (
    merchant_id       bigint not null,
    amazon_account_id bigint not null,
    seller_sku        text   not null,
    number            bigint not null,              -- the wish it fulfilled
    quantity          integer not null,
    handling_days     integer,
    because           jsonb,
    decided_at        timestamptz not null,
    sent_at           timestamptz not null,         -- the latest time, if it had to be repeated
    times_sent        integer not null default 1,
    state             text not null default 'sending',
    accepted_at       timestamptz,
    effective_at      timestamptz,
    submission_id     text,                         -- Amazon's, for its support
    request_id        text,
    problem           text,
    issues            jsonb,
    primary key (merchant_id, amazon_account_id, seller_sku, number)
);

-- How fast an account may be called, for all replicas together: a request moves next_at on by one interval.
create table pace (
    merchant_id       bigint not null,
    amazon_account_id bigint not null,
    operation         text   not null check (operation in ('send', 'read')),
    next_at           timestamptz not null,
    throttled         integer not null default 0,   -- 429 answers in a row
    primary key (merchant_id, amazon_account_id, operation)
);
