-- Metafields that a merchant's profiles look at, by profile: a shop is asked for these and for no others.
create table profile_metafield (
    merchant_id bigint      not null,
    profile_id  bigint      not null,
    name        text        not null, -- namespace.key
    since       timestamptz not null, -- a reading of a shop that began before this may lack it
    primary key (merchant_id, profile_id, name),
    foreign key (merchant_id, profile_id) references profile on delete cascade
);

-- What a shop said of them, of the product and of the variant itself: {"product": {"custom.season": "summer"},
-- "own": {"custom.season": null}}. One that is null has no text there; one that is absent was never asked for. Null while
-- no profile looks at any.
alter table variant add column metafields jsonb;
