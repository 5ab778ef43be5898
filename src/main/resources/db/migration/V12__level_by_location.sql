-- It ends with the whole key: before a table's first statistics the planner takes any three columns to find one row, and
-- may look a level up through this index. With three columns it would then read all levels of the location.
drop index stock_level_location;
create unique index stock_level_location on stock_level (merchant_id, shop_id, location_id, inventory_item_id);
