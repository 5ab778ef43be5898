-- An offer that its seller handed to Amazon between our look and our number: the number has made it the seller's too. Since
-- when, whether the seller's offer is still there, and how often it was tried to take it away.
alter table delivery
    add column flipped_at timestamptz,
    add column flip_live  boolean  not null default false,
    add column flip_undos smallint not null default 0;
