-- What waits to be sent and does not list less is looked at before what has been sent.
create index delivery_waiting_read on delivery (merchant_id, amazon_account_id, read_due_at)
    where waiting and urgency > 2 and read_due_at is not null;
