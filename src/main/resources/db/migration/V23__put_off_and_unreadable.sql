-- Amazon did not take the last number, for a reason that may pass: together with the state 'unconfirmed', whose way on it
-- shares (the newest number is sent again, later). A state of its own would stop a replica of the version before.
alter table delivery add column put_off boolean not null default false;

-- The SKU that Amazon denied last, while nothing of the account was accepted since: a second one suspends the account.
alter table amazon_account add column denied_sku text;

-- The credentials_version whose secrets a replica could not decrypt, and none since: they are to be entered anew.
alter table amazon_account add column unreadable_version integer;

-- How old the oldest number of an account is that waits for Amazon.
drop index delivery_waiting_since;
create index delivery_waiting_since on delivery (merchant_id, amazon_account_id, waiting_since)
    where waiting_since is not null;
-- What nobody can send is no backlog.
update delivery set waiting_since = null
where waiting_since is not null and flight_number is null and channel not in ('seller', 'unread');
