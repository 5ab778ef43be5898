-- Since when a number waits that Amazon has not accepted; null when there is none. Throttling and retries do not reset it.
alter table delivery add column waiting_since timestamptz;
create index delivery_waiting_since on delivery (waiting_since) where waiting_since is not null;
