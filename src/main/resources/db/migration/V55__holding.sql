-- What Shopify shows of a level beside what is available. Webhooks do not tell it, so it has a time of its own.
alter table stock_level
    add column on_hand   int,         -- all null: never shown
    add column committed int,
    add column incoming  int,
    add column held_at   timestamptz, -- Shopify's time of the newest of them
    add constraint stock_level_holding check (num_nulls(on_hand, committed, incoming, held_at) in (0, 4));

-- There is nothing of a gift card to be stocked, so none is proposed.
alter table variant add column gift_card boolean not null default false;
