-- Sessions of browsers, each begun with a key and gone with it. What a browser holds is kept nowhere, only its hash.
create table session (
    merchant_id  bigint      not null,
    session_hash bytea       not null unique, -- SHA-256
    api_key_id   bigint      not null,
    begun_at     timestamptz not null,
    seen_at      timestamptz not null,        -- when it was last used, to some minutes
    primary key (merchant_id, session_hash),
    foreign key (merchant_id, api_key_id) references api_key
);
create index session_of_key on session (merchant_id, api_key_id, begun_at);
create index session_begun on session (begun_at);
create index session_seen on session (seen_at);
