-- How often in a row a number was sent again because Amazon showed more than was sent.
alter table delivery add column corrections smallint not null default 0;

-- Every linked target is looked at again after a while, the one first that was looked at longest ago.
create index delivery_sweep on delivery (merchant_id, amazon_account_id, channel_read_at) where channel = 'seller';
