-- Numbers at Amazon that others have written, and who wins (see the package delivery.change).

alter table amazon_account add column foreign_changes text not null default 'CORRECT'
    check (foreign_changes in ('CORRECT', 'KEEP', 'ASK'));

alter table delivery
    add column submitted_quantity integer,     -- as Amazon told at the last look
    add column sent_asked boolean not null default false,
    add column drift_by text,
    add column drift_at timestamptz,
    add column drift_wins text not null default 'CORRECT',
    add column drift_again timestamptz,
    add column corrected_at timestamptz;       -- when it was last set right

create index delivery_corrected on delivery (merchant_id, amazon_account_id, corrected_at)
    where corrected_at is not null;

alter table sent_number add column asked boolean not null default false;

-- What others have changed, kept for ever as what was sent is.
create table amazon_change (
    merchant_id       bigint      not null,
    amazon_account_id bigint      not null,
    change_id         bigint      not null,
    seller_sku        text        not null,
    looked_at_before  timestamptz,
    noticed_at        timestamptz not null,
    submitted         integer,
    shown_before      integer     not null,
    shown             integer     not null,
    writer            text        not null,
    certain           boolean     not null,
    primary key (merchant_id, amazon_account_id, change_id)
);
create index amazon_change_of_sku on amazon_change (merchant_id, amazon_account_id, seller_sku, change_id);
