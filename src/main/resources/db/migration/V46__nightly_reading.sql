-- A webhook that was lost is lost without a word, so each shop is read again every night.
alter table shop add column read_due_at timestamptz; -- read again then; null: never read yet, or being read
create index shop_read_due on shop (read_due_at) where read_due_at is not null;
update shop s set read_due_at = created_at -- at once
where exists (
    select from shop_import i
    where i.merchant_id = s.merchant_id and i.shop_id = s.shop_id and i.ended_at is not null);

alter table shop_import
    add column cause text not null default 'ASKED' check (cause in ('ASKED', 'NIGHTLY')),
    add column changed bigint not null default 0; -- inventory items of which something was other than known
