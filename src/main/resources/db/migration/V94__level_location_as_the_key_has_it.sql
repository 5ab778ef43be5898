-- The same columns as the key has, in another order: that the key is unique is enough, and need not be looked at twice
-- for each level that is added. Numbers wait to be written while it is made, some seconds for a million levels.
create index level_location on stock_level (merchant_id, location_id, shop_id, inventory_item_id);
drop index stock_level_location;
alter index level_location rename to stock_level_location;
