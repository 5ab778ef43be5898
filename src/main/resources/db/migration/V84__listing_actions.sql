-- Listings that a person has stopped: they show 0 on Amazon, whatever their profile says, until they are resumed. A row apart
-- from the listing, whose indexes and searched text have nothing to do with it.
create table listing_stop (
    merchant_id bigint      not null,
    listing_id  bigint      not null,
    stopped_at  timestamptz not null,
    stopped_by  text        not null,
    job_id      bigint      not null, -- the newest that stopped it
    leaves      boolean     not null, -- it leaves its list as soon as Amazon shows the 0
    primary key (merchant_id, listing_id),
    foreign key (merchant_id, listing_id) references listing on delete cascade
);
create index listing_stop_leaves on listing_stop (merchant_id, job_id, listing_id) where leaves;

-- What a person wants done with some listings, or with all that match. It is done part by part, in the order of the listings:
-- whoever is at a part holds the row for so long, so that replicas are at different ones, and a killed one leaves nothing behind.
-- Listings have ids from the same sequence: one with a higher id was made after the job and is not meant.
create table listing_job (
    merchant_id     bigint      not null,
    job_id          bigint      not null,
    action          text        not null check (action in ('UPDATE_QUANTITY', 'STOP', 'STOP_AND_REMOVE', 'RESUME')),
    chosen          bigint[],                       -- ids in their order; null: all that match the rest
    selling_list_id bigint,
    sku             text,
    searched        text,
    statuses        text[]      not null,
    standings       text[]      not null,
    listings        bigint,                         -- how many there are, where that is known
    asked_by        text        not null,
    asked_at        timestamptz not null,
    state           text        not null check (state in ('RUNNING', 'WAITING', 'DONE', 'CANCELLED')),
    at_listing      bigint      not null default 0, -- everything up to there is done, or, when waiting, looked at
    done            bigint      not null default 0,
    refused         bigint      not null default 0,
    due_at          timestamptz not null,
    ended_at        timestamptz,
    primary key (merchant_id, job_id),
    check ((ended_at is null) = (state in ('RUNNING', 'WAITING')))
);
create index listing_job_open on listing_job (merchant_id, due_at) where ended_at is null;
create index listing_job_ended on listing_job (ended_at) where ended_at is not null;

-- What became of each listing of a job.
create table listing_job_result (
    merchant_id bigint not null,
    job_id      bigint not null,
    listing_id  bigint not null,
    outcome     text   not null check (outcome in ('DONE', 'LEAVING', 'REFUSED', 'FAILED')),
    seller_sku  text,
    told        text   not null,
    primary key (merchant_id, job_id, listing_id),
    foreign key (merchant_id, job_id) references listing_job on delete cascade
);
