-- What stood in the way of a shop's variants when it had been read. All null: it was not counted then.
alter table shop_import
    add column without_sku     bigint,
    add column with_shared_sku bigint,
    add column gift_cards      bigint,
    add column uncounted       bigint,
    add constraint import_left_out check (num_nulls(without_sku, with_shared_sku, gift_cards, uncounted) in (0, 4));
