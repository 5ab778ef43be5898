-- Many numbers of an account that fall, or rise, together are held until a person has looked at them.

-- By how much the newest decision moves what Amazon lists, since when, and what it is a consequence of (see Cause).
alter table delivery
    add column moved_at    timestamptz,
    add column moved_units integer,
    add column moved_cause text,
    -- The wave that the number is held with; and whether a person does not want it sent.
    add column held_by       bigint,
    add column held_rejected boolean not null default false;

create index delivery_moved on delivery (merchant_id, amazon_account_id, moved_at) where moved_at is not null;
create index delivery_held on delivery (merchant_id, amazon_account_id, held_by, seller_sku) where held_by is not null;

-- Of what is equally urgent, what falls by most leaves first.
drop index delivery_urgent;
create index delivery_urgent on delivery (merchant_id, amazon_account_id, urgency, moved_units, due_at) where waiting;

create table wave (
    merchant_id       bigint      not null,
    wave_id           bigint      not null,
    amazon_account_id bigint      not null,
    direction         text        not null check (direction in ('FALLS', 'RISES')),
    state             text        not null check (state in ('HELD', 'APPROVED', 'REJECTED', 'OVER')),
    begun_at          timestamptz not null,  -- numbers that moved after it belong to the wave
    held_at           timestamptz not null,
    causes            text[]      not null,
    -- What was counted when it was held: numbers that moved, those of them that go to 0, units, out of how many.
    numbers           integer     not null,
    zeroed            integer     not null,
    units             bigint      not null,
    targets           integer     not null,
    listed_units      bigint      not null,
    ended_at          timestamptz,
    settled           boolean     not null default false, -- nothing is left to be done about its numbers
    primary key (merchant_id, wave_id),
    foreign key (merchant_id, amazon_account_id) references amazon_account on delete cascade
);
create index wave_open on wave (merchant_id, amazon_account_id) where not settled;

-- From how many percent on; the settings' when empty, never when 0.
alter table amazon_account
    add column hold_zeroed_percent  smallint,
    add column hold_lowered_percent smallint,
    add column hold_raised_percent  smallint;
