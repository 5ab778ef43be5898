-- What a merchant recognises of a listing at a glance (ListingStanding), beside its status.

-- "STATUS STANDING": replicas of the version before change the status alone, and what was told for another status does not
-- hold any more.
alter table listing_state add column delivery_standing text;

update listing_state s
set delivery_standing = s.delivery_status || ' ' || case
    when s.delivery_status = 'LINKING_ERROR' and d.channel in ('amazon', 'dual') then 'FBA'
    when s.delivery_status = 'LINKED' and d.wish = 'hold' then 'HELD'
    when s.delivery_status = 'LINKED' and d.wish = 'nothing' then 'NOT_DECIDED'
    when s.delivery_status = 'LINKED' and d.shown_quantity = 0 then 'SOLD_OUT'
    when s.delivery_status in ('PENDING_LINKING', 'PENDING_QUANTITY_UPDATE') then 'WAITING'
    when s.delivery_status in ('LINKING_ERROR', 'UPDATE_ERROR') then 'ERROR'
    when s.delivery_status = 'STOPPED' then 'STOPPED'
    else 'LIVE' end
from delivery d
where d.merchant_id = s.merchant_id and d.amazon_account_id = s.amazon_account_id and d.seller_sku = s.seller_sku
    and s.delivery_status is not null;

alter table listing_state add column standing text not null generated always as (
    case when seller_sku is null then 'NOT_LINKED'
        when split_part(delivery_standing, ' ', 1) = delivery_status then split_part(delivery_standing, ' ', 2)
        else case coalesce(delivery_status, 'PENDING_LINKING')
            when 'LINKED' then 'LIVE'
            when 'STOPPED' then 'STOPPED'
            when 'LINKING_ERROR' then 'ERROR'
            when 'UPDATE_ERROR' then 'ERROR'
            else 'WAITING' end end) stored;
create index listing_state_standing on listing_state (merchant_id, standing, listing_id);
create index listing_state_standing_in_list on listing_state (merchant_id, selling_list_id, standing, listing_id);

-- How many listings stand how, as in listing_tally.
create table standing_tally (
    merchant_id bigint not null,
    tally_id    bigint not null default nextval('stockrule_id'),
    standing    text   not null,
    listings    bigint not null, -- how many more; fewer if below zero
    primary key (merchant_id, tally_id)
);
insert into standing_tally (merchant_id, standing, listings)
select merchant_id, standing, count(*) from listing_state group by merchant_id, standing;

create or replace function listing_tally_follows() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into listing_tally (merchant_id, status, listings)
        select merchant_id, status, count(*) from after_change group by merchant_id, status;
        insert into standing_tally (merchant_id, standing, listings)
        select merchant_id, standing, count(*) from after_change group by merchant_id, standing;
    elsif tg_op = 'UPDATE' then
        insert into listing_tally (merchant_id, status, listings)
        select merchant_id, status, sum(change) from (
            select merchant_id, status, 1 as change from after_change
            union all select merchant_id, status, -1 from before_change) changes
        group by merchant_id, status having sum(change) <> 0;
        insert into standing_tally (merchant_id, standing, listings)
        select merchant_id, standing, sum(change) from (
            select merchant_id, standing, 1 as change from after_change
            union all select merchant_id, standing, -1 from before_change) changes
        group by merchant_id, standing having sum(change) <> 0;
    else
        insert into listing_tally (merchant_id, status, listings)
        select merchant_id, status, -count(*) from before_change group by merchant_id, status;
        insert into standing_tally (merchant_id, standing, listings)
        select merchant_id, standing, -count(*) from before_change group by merchant_id, standing;
    end if;
    return null;
end $$;
