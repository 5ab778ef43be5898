-- Large shops are read by bulk operations: Shopify writes files, which are fetched and then brought in part by part.
alter table shop_import
    add column way text check (way in ('PAGES', 'BULK')), -- how the variants are read; null: not decided yet
    add column bulk_failures int not null default 0,      -- bulk operations that came to nothing, in a row
    add column stage bigint,                              -- number of the stage that holds all of the files; null: not fetched
    add column prepared_at timestamptz,                   -- since when the files are complete
    add column staged bigint not null default 0,          -- lines in it so far
    drop constraint shop_import_phase_check,
    add constraint shop_import_phase_check check (phase in
        ('CONNECTING', 'WAREHOUSES', 'PREPARING', 'FETCHING', 'VARIANTS', 'CHECKING', 'DONE', 'FAILED'));
update shop_import set way = 'PAGES' where expected_variants is not null;

-- The bulk operations of an import, each for variants with ids in a range.
create table bulk_operation (
    merchant_id  bigint      not null,
    shop_id      bigint      not null,
    import_id    bigint      not null,
    part         int         not null,
    first_id     bigint      not null, -- of a variant, inclusive; 0: from the beginning
    last_id      bigint,               -- inclusive; null: to the end
    operation_id text,                 -- Shopify's own; null: not started yet
    asked_at     timestamptz,          -- by our clock, just before it was started
    primary key (merchant_id, shop_id, import_id, part),
    foreign key (merchant_id, shop_id, import_id) references shop_import on delete cascade
);
