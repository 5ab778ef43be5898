-- No index but the key begins with merchant and shop, so that none is taken for as good as the key: see V36. Numbers wait
-- to be written while the first is made, some seconds for a million levels.
create unique index level_location on stock_level (merchant_id, location_id, shop_id, inventory_item_id);
drop index stock_level_location;
alter index level_location rename to stock_level_location;

drop index bundle_part_part;
create index bundle_part_part on bundle_part (merchant_id, part_id, shop_id);

-- And what the planner is to know where a shop or an account is asked for by itself.
create statistics variant_of_shop (dependencies) on merchant_id, shop_id from variant;
create statistics item_of_shop (dependencies) on merchant_id, shop_id from inventory_item;
create statistics level_of_shop (dependencies) on merchant_id, shop_id from stock_level;
create statistics listing_of_list (dependencies) on merchant_id, selling_list_id, amazon_account_id, shop_id from listing;
create statistics delivery_of_account (dependencies) on merchant_id, amazon_account_id from delivery;
create statistics target_of_account (dependencies) on merchant_id, amazon_account_id from target;
analyze variant, inventory_item, stock_level, listing, delivery, target;
