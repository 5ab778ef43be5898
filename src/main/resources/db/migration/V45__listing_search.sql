-- What a listing is searched by, in one place: its SKUs and the title of its variant. So a search needs no join, and finds a
-- SKU in the order of the listings.
--
-- Filling it costs a minute or two per million listings: a quarter for the rows, the rest for their indexes. Meanwhile links
-- and products wait to be written, and nothing waits to be read: what locks out readers stands at the end.
lock table listing, variant in share row exclusive mode;

create table listing_search (
    merchant_id     bigint not null,
    listing_id      bigint not null,
    selling_list_id bigint not null, -- as in the listing
    seller_sku      text,            -- as in the listing
    sku             text,            -- of the variant; null: Shopify has it no more
    searched        text collate "pg_c_utf8" not null, -- both SKUs and the title, a line each, in capital letters
    -- Listings that were made one after the other share a zone, ten thousand of them: ids go up by 50. A text is looked for
    -- zone by zone, so that one which very many listings have costs no more than a zone.
    zone            bigint not null generated always as (listing_id >> 19) stored,
    primary key (merchant_id, listing_id)
);

-- Under a collation that knows the case of every letter, whatever the database's own.
create function listing_searched(seller_sku text, sku text, title text) returns text language sql immutable parallel safe
return upper((coalesce(seller_sku, '') || chr(10) || coalesce(sku, '') || chr(10) || coalesce(title, ''))
    collate "pg_c_utf8");

insert into listing_search (merchant_id, listing_id, selling_list_id, seller_sku, sku, searched)
select l.merchant_id, l.listing_id, l.selling_list_id, l.seller_sku, v.sku, listing_searched(l.seller_sku, v.sku, v.title)
from listing l left join variant v using (merchant_id, shop_id, variant_id)
order by l.merchant_id, l.listing_id;

create index listing_search_parts on listing_search using gin
    (zone, searched public.gin_trgm_ops) with (gin_pending_list_limit = 256);
create index listing_search_in_list on listing_search (merchant_id, selling_list_id, listing_id);
create index listing_search_sku on listing_search (merchant_id, sku, listing_id) where sku is not null;
create index listing_search_seller_sku on listing_search (merchant_id, seller_sku, listing_id) where seller_sku is not null;

-- Whoever writes listings holds the merchant's links alone, whoever renames variants shares them: the locks of StaleTargets,
-- "link" in ASCII. So neither misses what the other has not committed yet. They are mostly held already when it comes to this.
--
-- The statements are texts, so that they are planned for the tables as they are: a session keeps the plans of others, and one
-- that was made for a few rows would go through all of many for each of many.
create function listing_search_follows() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        execute 'delete from listing_search s using before_change o
            where s.merchant_id = o.merchant_id and s.listing_id = o.listing_id';
        return null;
    end if;
    perform pg_advisory_xact_lock(x'6c696e6b'::int, hash)
    from (select distinct hashint8(merchant_id) hash from after_change order by 1) merchants;
    execute 'insert into listing_search as s (merchant_id, listing_id, selling_list_id, seller_sku, sku, searched)
        select n.merchant_id, n.listing_id, n.selling_list_id, n.seller_sku, v.sku,
            listing_searched(n.seller_sku, v.sku, v.title)
        from after_change n left join variant v using (merchant_id, shop_id, variant_id)
        order by n.merchant_id, n.listing_id
        on conflict (merchant_id, listing_id) do update
        set selling_list_id = excluded.selling_list_id, seller_sku = excluded.seller_sku, sku = excluded.sku,
            searched = excluded.searched
        where (s.selling_list_id, s.seller_sku, s.sku, s.searched)
            is distinct from (excluded.selling_list_id, excluded.seller_sku, excluded.sku, excluded.searched)';
    return null;
end $$;

create trigger listing_search_added after insert on listing referencing new table as after_change
    for each statement execute function listing_search_follows();
create trigger listing_search_changed after update on listing referencing new table as after_change
    for each statement execute function listing_search_follows();
create trigger listing_search_removed after delete on listing referencing old table as before_change
    for each statement execute function listing_search_follows();

create function listing_search_follows_variant() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        -- No lock: listings of a variant that is new were made before it had gone.
        execute 'update listing_search s set sku = n.sku, searched = listing_searched(s.seller_sku, n.sku, n.title)
            from after_change n join listing l using (merchant_id, shop_id, variant_id)
            where s.merchant_id = l.merchant_id and s.listing_id = l.listing_id';
    elsif tg_op = 'UPDATE' then
        perform pg_advisory_xact_lock_shared(x'6c696e6b'::int, hash)
        from (
            select distinct hashint8(merchant_id) hash
            from (select merchant_id, shop_id, variant_id, sku, title from after_change
                except select merchant_id, shop_id, variant_id, sku, title from before_change) renamed
            order by 1) merchants;
        execute 'update listing_search s set sku = n.sku, searched = listing_searched(s.seller_sku, n.sku, n.title)
            from (select merchant_id, shop_id, variant_id, sku, title from after_change
                except select merchant_id, shop_id, variant_id, sku, title from before_change) n
            join listing l using (merchant_id, shop_id, variant_id)
            where s.merchant_id = l.merchant_id and s.listing_id = l.listing_id';
    else
        perform pg_advisory_xact_lock_shared(x'6c696e6b'::int, hash)
        from (select distinct hashint8(merchant_id) hash from before_change order by 1) merchants;
        execute 'update listing_search s set sku = null, searched = listing_searched(s.seller_sku, null, null)
            from before_change o join listing l using (merchant_id, shop_id, variant_id)
            where s.merchant_id = l.merchant_id and s.listing_id = l.listing_id';
    end if;
    return null;
end $$;

create trigger listing_search_variant_added after insert on variant referencing new table as after_change
    for each statement execute function listing_search_follows_variant();
create trigger listing_search_variant_changed after update on variant
    referencing old table as before_change new table as after_change
    for each statement execute function listing_search_follows_variant();
create trigger listing_search_variant_removed after delete on variant referencing old table as before_change
    for each statement execute function listing_search_follows_variant();

-- By which it was searched so far, and one of two indexes with the same columns.
drop index variant_text;
drop index listing_text;
drop index listing_any_sku;
drop index listing_list;
