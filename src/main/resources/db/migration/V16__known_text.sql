-- What products are or were called, so that a profile which names a vendor that nobody has can be told so. Written with
-- the variants, never taken away. Longer texts stand in no profile.
create table known_text (
    merchant_id bigint not null,
    kind        text   not null, -- VENDOR, PRODUCT_TYPE, TAG or COLLECTION
    text        text   not null,
    primary key (merchant_id, kind, text)
);

insert into known_text
select distinct merchant_id, kind, text
from variant
cross join lateral (values
    ('VENDOR', array[vendor]), ('PRODUCT_TYPE', array[product_type]), ('TAG', tags), ('COLLECTION', collections)
) named (kind, texts)
cross join lateral unnest(texts) text
where text <> '' and length(text) <= 200;
