-- Shopify's own number of the store, learned from its first answer: a name that leads to another store is not followed.
alter table shop add column store_id bigint; -- null: not asked yet
