-- Which of the numbers that wait leaves first; 0 is the most urgent (see Urgency). Replicas of the version before write
-- none: what they queue keeps the one it had, which changes nothing but the order.
alter table delivery add column urgency smallint not null default 4;

update delivery set urgency = case
        when wish_quantity >= greatest(shown_quantity, sent_quantity, 0) then
            case when greatest(shown_quantity, sent_quantity, 0) = 0 and wish_quantity > 0 then 3 else 4 end
        when wish_quantity = 0 then 0
        when wish_quantity <= 5 then 1
        else 2
    end
where waiting and wish = 'number';

create index delivery_urgent on delivery (merchant_id, amazon_account_id, urgency, due_at) where waiting;

-- What waits to be sent and lists less is looked at before the rest.
create index delivery_urgent_read on delivery (merchant_id, amazon_account_id, read_due_at)
    where waiting and urgency <= 2 and read_due_at is not null;
