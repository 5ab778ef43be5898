-- What people and files have set for single listings, over what their profiles say. Whatever is set gets a row of its own, which
-- stays when something else is set or it is removed: so it is known for as long as the listing is there who had set what. One
-- that has come to its end is not touched; who reads looks at the time.
create table listing_override (
    merchant_id       bigint      not null,
    listing_id        bigint      not null,
    kind              text        not null check (kind in ('RESERVE', 'CAP', 'PIN')),
    override_id       bigint      not null,
    units             integer     not null check (units between case when kind = 'RESERVE' then 1 else 0 end and 1000000),
    also_when_stopped boolean     not null check (kind = 'PIN' or not also_when_stopped),
    reason            text        not null,
    author            text        not null,
    set_at            timestamptz not null,
    ends_at           timestamptz,
    over              text        check (over in ('REPLACED', 'REMOVED', 'ENDED')), -- null: it counts, unless ends_at is over
    over_at           timestamptz,
    over_by           text,                                           -- null for what has come to its end
    primary key (merchant_id, listing_id, kind, override_id),
    foreign key (merchant_id, listing_id) references listing on delete cascade,
    check ((over is null) = (over_at is null) and (over in ('REPLACED', 'REMOVED')) = (over_by is not null))
);
create unique index listing_override_counts on listing_override (merchant_id, listing_id, kind) where over is null;
create index listing_override_newest on listing_override (merchant_id, override_id) where over is null;
