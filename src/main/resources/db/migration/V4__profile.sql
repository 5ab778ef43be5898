-- The Global Profiles of a merchant, each with the number of the version in force.
create table profile (
    merchant_id bigint      not null references merchant,
    profile_id  bigint      not null,
    name        text        not null,
    version     int         not null check (version > 0),
    created_at  timestamptz not null,
    primary key (merchant_id, profile_id),
    unique (merchant_id, name)
);

-- Every text that a profile ever had. Decisions of the past are explained by it, so it outlives the profile: hence no
-- reference to it.
create table profile_version (
    merchant_id bigint      not null references merchant,
    profile_id  bigint      not null,
    version     int         not null,
    text        text        not null,
    saved_at    timestamptz not null,
    saved_by    text        not null,
    primary key (merchant_id, profile_id, version)
);
