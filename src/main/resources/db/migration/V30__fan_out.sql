-- A stale target waits in a lane, so that what changed for one does not wait for what changed for many:
-- 0 something of its own changed, its stock or its link
-- 1 something changed that many share: a profile, a Selling List, an account, a zone, the rules
-- 2 nothing changed: its next time boundary
alter table target add column lane smallint not null default 0 check (lane between 0 and 2);

-- Each lane is claimed in turns by merchant: the merchants with work are found by leaping from one to the next.
drop index target_due;
create index target_changed on target (merchant_id, due_at) where lane = 0 and due_at is not null;
create index target_fanned on target (merchant_id, due_at) where lane = 1 and due_at is not null;
create index target_timed on target (merchant_id, due_at) where lane = 2 and due_at is not null;
create index target_time on target (due_at) where lane = 2 and due_at is not null;

-- A change that concerns many targets, and how far they are marked. One row per thing that changed, updated in place.
create table fan_out (
    merchant_id   bigint      not null,
    scope         text        not null
        check (scope in ('PROFILE', 'SELLING_LIST', 'ASKED_LIST', 'ACCOUNT', 'MERCHANT', 'RULES')),
    scope_id      bigint      not null,
    since         timestamptz not null,
    -- the last listing that was looked at; they are gone through by list and listing
    at_list       bigint      not null default 0,
    at_listing    bigint      not null default 0,
    -- where the latest change found it: after the last listing it begins anew and ends there
    until_list    bigint      not null default 0,
    until_listing bigint      not null default 0,
    came_round    boolean     not null default false,
    primary key (merchant_id, scope, scope_id)
);

create index listing_list on listing (merchant_id, selling_list_id, listing_id);
