-- A variant may be in a Selling List several times, each time with another Amazon SKU and its pack; not linked it is there
-- once at most. The key of before goes in a step of its own (V78): this one keeps writers of listings waiting, a second
-- or two per million of them, and no readers.
create unique index listing_once on listing (merchant_id, selling_list_id, shop_id, variant_id, seller_sku) nulls not distinct;
