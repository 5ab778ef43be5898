-- One sequence for the ids of everything; a client takes 50 at a time.
create sequence stockrule_id increment by 50;

create table merchant (
    merchant_id bigint      not null primary key,
    name        text        not null,
    time_zone   text,                      -- such as Europe/Berlin; null: not set yet, the shop's is used
    created_at  timestamptz not null
);

create table api_key (
    merchant_id bigint      not null references merchant,
    api_key_id  bigint      not null,
    key_hash    bytea       not null unique, -- SHA-256; the key itself is shown once and kept nowhere
    name        text        not null,
    created_at  timestamptz not null,
    revoked_at  timestamptz,
    primary key (merchant_id, api_key_id)
);

-- At most one row: the key generated at the first start. A key given as a setting is not kept here.
create table operator_key (
    only_one   boolean     not null primary key default true check (only_one),
    key_hash   bytea       not null,
    created_at timestamptz not null
);
