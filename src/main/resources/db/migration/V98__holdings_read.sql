-- Whether a text may look at what is on hand, committed or incoming. One that says so in a comment is taken for one that
-- does: its listings are then decided a few times more than needed.
alter table profile_version add column reads_holdings boolean not null
    generated always as (text ~* '\mon\W+hand\M|\mcommitted\M|\mincoming\M') stored;
create index profile_version_reads_holdings on profile_version (merchant_id, profile_id, version) where reads_holdings;

-- A profile counts what is held of an item, and what is known of that is older than what is available.
alter table inventory_item add column holding_asked boolean not null default false;
