-- All the rule files that a replica ever decided by, as one fingerprint. A higher number came up later; those in force are
-- the ones with the highest number that a living replica has.
create table rule_set (
    fingerprint text   not null primary key,
    number      bigint not null unique
);

-- The replicas that decide. One that was not seen for a while is gone.
create table deciding_replica (
    replica_id  uuid        not null primary key,
    fingerprint text        not null references rule_set,
    seen_at     timestamptz not null
);

-- What decisions depend on: the files of the steps, and the included files that their profile names.
create table decision_rules (
    rules_id    bigint not null primary key,
    fingerprint text   not null unique, -- of both
    steps       text   not null,        -- fingerprint
    included    jsonb  not null         -- fingerprints by name; empty where there is no such file
);

-- 0: made by rules that nobody noted; null: concerns no target any more, so that nobody minds its age.
alter table decision add column rules_id bigint default 0;
create index decision_made_by on decision (rules_id, merchant_id, listing_id) where rules_id is not null;

drop table rules_in_use;
