-- How a merchant's listings are found and counted, whatever their number. Each kind of search has an index of its own, and
-- what is searched stands where that index is.
--
-- Both extensions come with PostgreSQL: pg_trgm finds parts of texts, btree_gin lets such an index begin with the merchant.
-- They are "trusted", so the owner of a database may create them.
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gin with schema public;

create index variant_text on variant using gin
    (merchant_id, upper((sku || chr(10) || title) collate "pg_c_utf8") public.gin_trgm_ops) with (gin_pending_list_limit = 256);

-- No index but the key begins with merchant and shop. The planner takes these two for independent of each other; where there
-- are many merchants it expects one row for a shop, finds any such index as good as the key, and reads the whole shop.
drop index variant_sku;
create index variant_sku on variant (merchant_id, sku, shop_id);
drop index variant_item;
create index variant_item on variant (merchant_id, inventory_item_id, shop_id);

create index listing_text on listing using gin
    (merchant_id, upper(seller_sku collate "pg_c_utf8") public.gin_trgm_ops) with (gin_pending_list_limit = 256) where seller_sku is not null;
create index listing_any_sku on listing (merchant_id, seller_sku) where seller_sku is not null;
create index listing_in_list on listing (merchant_id, selling_list_id, listing_id);

-- Where a listing stands. It changes with every number that is sent, hence a row apart from the listing, whose own indexes
-- would have to follow; the columns it shares with the listing are kept equal by the trigger below.
create table listing_state (
    merchant_id       bigint not null,
    listing_id        bigint not null,
    selling_list_id   bigint not null,
    amazon_account_id bigint not null,
    seller_sku        text,
    delivery_status   text, -- that of its target, in the names of ListingStatus; null: nothing was handed over for it yet
    status            text not null generated always as (
        case when seller_sku is null then 'NOT_LINKED' else coalesce(delivery_status, 'PENDING_LINKING') end) stored,
    primary key (merchant_id, listing_id)
) with (fillfactor = 80);

insert into listing_state (merchant_id, listing_id, selling_list_id, amazon_account_id, seller_sku, delivery_status)
select l.merchant_id, l.listing_id, l.selling_list_id, l.amazon_account_id, l.seller_sku, d.status
from listing l left join delivery d using (merchant_id, amazon_account_id, seller_sku);

create index listing_state_status on listing_state (merchant_id, status, listing_id);
create index listing_state_status_in_list on listing_state (merchant_id, selling_list_id, status, listing_id);
create index listing_state_target on listing_state (merchant_id, amazon_account_id, seller_sku)
    where seller_sku is not null;

-- The status now stands with the listing.
drop index delivery_status;
alter table delivery drop column status;

create function listing_state_follows() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into listing_state (merchant_id, listing_id, selling_list_id, amazon_account_id, seller_sku)
        select merchant_id, listing_id, selling_list_id, amazon_account_id, seller_sku from after_change;
    elsif tg_op = 'UPDATE' then
        update listing_state s
        set selling_list_id = n.selling_list_id, amazon_account_id = n.amazon_account_id, seller_sku = n.seller_sku,
            delivery_status = case when s.seller_sku is not distinct from n.seller_sku
                and s.amazon_account_id = n.amazon_account_id then s.delivery_status end
        from after_change n
        where s.merchant_id = n.merchant_id and s.listing_id = n.listing_id
            and (s.selling_list_id, s.amazon_account_id, s.seller_sku)
                is distinct from (n.selling_list_id, n.amazon_account_id, n.seller_sku);
    else
        delete from listing_state s using before_change o
        where s.merchant_id = o.merchant_id and s.listing_id = o.listing_id;
    end if;
    return null;
end $$;

create trigger listing_added after insert on listing referencing new table as after_change
    for each statement execute function listing_state_follows();
create trigger listing_changed after update on listing referencing new table as after_change
    for each statement execute function listing_state_follows();
create trigger listing_removed after delete on listing referencing old table as before_change
    for each statement execute function listing_state_follows();

-- How many listings are in each status: the sum of what every statement changed. Rows are only added, so nobody waits for
-- anybody; ListingTally adds them up from time to time.
create table listing_tally (
    merchant_id bigint not null,
    tally_id    bigint not null default nextval('stockrule_id'),
    status      text   not null,
    listings    bigint not null, -- how many more; fewer if below zero
    primary key (merchant_id, tally_id)
);
insert into listing_tally (merchant_id, status, listings)
select merchant_id, status, count(*) from listing_state group by merchant_id, status;

create function listing_tally_follows() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into listing_tally (merchant_id, status, listings)
        select merchant_id, status, count(*) from after_change group by merchant_id, status;
    elsif tg_op = 'UPDATE' then
        insert into listing_tally (merchant_id, status, listings)
        select merchant_id, status, sum(change) from (
            select merchant_id, status, 1 as change from after_change
            union all select merchant_id, status, -1 from before_change) changes
        group by merchant_id, status having sum(change) <> 0;
    else
        insert into listing_tally (merchant_id, status, listings)
        select merchant_id, status, -count(*) from before_change group by merchant_id, status;
    end if;
    return null;
end $$;

create trigger listing_state_added after insert on listing_state referencing new table as after_change
    for each statement execute function listing_tally_follows();
create trigger listing_state_changed after update on listing_state
    referencing old table as before_change new table as after_change
    for each statement execute function listing_tally_follows();
create trigger listing_state_removed after delete on listing_state referencing old table as before_change
    for each statement execute function listing_tally_follows();
