-- Of numbers that left before the last one and had not been seen on Amazon by then, what they were: an offer that one of
-- them has turned is known by it.

alter table delivery add column unseen_quantities integer[];

-- Falls that may be sales, until the orders of their time are read.
alter table amazon_change add column orders_told boolean not null default false;
create index amazon_change_doubtful on amazon_change (merchant_id, amazon_account_id, change_id)
    where writer = 'SALE' and not certain and not orders_told;
create index order_line_of_sku on order_line (merchant_id, amazon_account_id, seller_sku, placed_at);
