-- How far each shop has been asked for levels that changed without a webhook. A row per shop that was read once.
create table level_sweep (
    merchant_id bigint      not null,
    shop_id     bigint      not null,
    swept_to    timestamptz not null,           -- what changed before is known
    due_at      timestamptz not null,           -- swept again then
    lease_until timestamptz,                    -- somebody is at it until then
    fence       bigint      not null default 0, -- number of the latest lease; older ones may not write
    failures    int         not null default 0, -- in a row
    problem     text,                           -- why the latest one failed
    found       bigint      not null default 0, -- levels that no webhook had told of, ever
    primary key (merchant_id, shop_id),
    foreign key (merchant_id, shop_id) references shop
);
create index level_sweep_due on level_sweep (due_at);
insert into level_sweep (merchant_id, shop_id, swept_to, due_at)
select distinct on (merchant_id, shop_id) merchant_id, shop_id, started_at, started_at -- at once
from shop_import where phase = 'DONE'
order by merchant_id, shop_id, import_id desc;
