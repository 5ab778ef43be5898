-- The rule files that all decisions know of, or are marked to be made anew by. Compared with those in force at every
-- start, so that files changed while the service was down have their listings decided again.
create table rules_in_use (
    part        text not null primary key, -- 'steps', or 'included/' and the name that profiles write
    fingerprint text not null              -- of the files that it was made of
);
