-- Why a number was decided, as text: JSON with the facts and, of the trace, what was said and not how, so that nothing
-- takes it apart while a million are decided. What was kept before stays where it is, and so does what a replica of the
-- version before writes; of a row that has both, that is the newer one.
alter table decision add column reasons text;
alter table decision alter column facts drop not null;
alter table decision alter column trace drop not null;
alter table delivery add column reasons text;
alter table sent_number add column reasons text;

-- A replica of the version before lets numbers leave with what it knows of.
create function sent_number_reasons() returns trigger language plpgsql as $$
begin
    new.reasons := (
        select reasons from delivery d
        where (d.merchant_id, d.amazon_account_id, d.seller_sku)
            = (new.merchant_id, new.amazon_account_id, new.seller_sku)
          and d.wish_number = new.number);
    return new;
end $$;
create trigger sent_number_reasons before insert or update on sent_number
    for each row when (new.because is null and new.reasons is null) execute function sent_number_reasons();
