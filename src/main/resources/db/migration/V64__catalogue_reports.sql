-- The time of the data of the last report of all listings that showed a target as it was last seen. That is no look, and says
-- nothing of its channel to those who send; it only spares one.
alter table delivery add column reported_at timestamptz;

drop index delivery_sweep;
create index delivery_sweep on delivery (merchant_id, amazon_account_id, greatest(channel_read_at, reported_at))
    where channel = 'seller';

-- Where Amazon's report of all listings of an account in one marketplace stands.
create table catalogue_report (
    merchant_id       bigint      not null,
    amazon_account_id bigint      not null,
    marketplace       text        not null,            -- country code
    state             text        not null check (state in ('TO_ASK', 'WAITING', 'DONE', 'FAILED')),
    due_at            timestamptz not null,            -- of the next step; also its lease
    fence             bigint      not null default 0,  -- counts the steps: only the latest may write down what it found
    asked_at          timestamptz,
    report_id         text,                            -- Amazon's, while it waits
    failures          integer     not null default 0,  -- in a row
    problem           text,                            -- why it failed, or what is to be said of it
    -- the last one that was read to its end
    read_at           timestamptz,
    data_at           timestamptz,
    listed            bigint,                          -- rows
    odd               bigint,                          -- rows that could not be read
    agreed            bigint,                          -- targets that are as they were seen
    doubtful          bigint,                          -- targets that differ, and are read one by one
    missing           bigint,                          -- targets that it does not name
    primary key (merchant_id, amazon_account_id, marketplace),
    foreign key (merchant_id, amazon_account_id) references amazon_account on delete cascade
);
create index catalogue_report_due on catalogue_report (due_at);
