-- Where a target stands, so that listings can be found and counted by it. Says in SQL what TargetStatus says in Java, in
-- the names of TargetStatus.Kind; a test holds the two against each other.
alter table delivery add column status text not null generated always as (
    case
        when channel = 'unread' then 'PENDING_LINKING'
        when channel <> 'seller' then 'LINKING_ERROR'
        when wish = 'conflict' then 'UPDATE_ERROR'
        when sent_state = 'refused' and not waiting then 'UPDATE_ERROR'
        when sent_state = 'unconfirmed' then 'UPDATE_ERROR'
        when sent_state in ('accepted', 'lost', 'unsettled') then 'PENDING_QUANTITY_UPDATE'
        when waiting or flight_number is not null then 'PENDING_QUANTITY_UPDATE'
        else 'LINKED'
    end) stored;
create index delivery_status on delivery (merchant_id, status, amazon_account_id, seller_sku);
