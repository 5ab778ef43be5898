-- Where Amazon says that an account sells. It is asked once a day, and when a person has the connection checked.
create table amazon_participation (
    merchant_id         bigint      not null,
    amazon_account_id   bigint      not null,
    sells_in            text[],                         -- country codes; null: Amazon has never told
    suspended_in        text[],                         -- of these, where it has suspended the listings
    told_at             timestamptz,
    problem             text,                           -- why it did not tell when it was asked last
    failures            integer     not null default 0, -- in a row
    credentials_version integer     not null default 0, -- that it was asked with last: it is asked anew with others
    due_at              timestamptz not null,
    primary key (merchant_id, amazon_account_id),
    foreign key (merchant_id, amazon_account_id) references amazon_account on delete cascade,
    constraint participation_told check (num_nulls(sells_in, suspended_in, told_at) in (0, 3))
);
