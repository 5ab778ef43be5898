-- Beside V77, and apart from it so that nobody who reads listings waits while that index is built. A replica of the
-- version before names this key where it puts variants into lists: until it is replaced, it answers those calls with an error
-- and changes nothing, and lists that follow collections are given their members by a replica that is new. It decides and
-- sends as ever.
alter table listing drop constraint listing_merchant_id_selling_list_id_shop_id_variant_id_key;
