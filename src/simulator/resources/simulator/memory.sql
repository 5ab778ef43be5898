-- The simulators' memory (SQLite). Times are milliseconds since 1970 unless a column says seconds.
create table if not exists counter (name text primary key, n integer not null) without rowid;
create table if not exists event (id integer primary key autoincrement, at integer not null, kind text not null, data text not null);
create table if not exists fault (id integer primary key autoincrement, doc text not null);

-- Amazon
create table if not exists account (seller text primary key, refresh_token text not null, doc text not null) without rowid;
create table if not exists access_token (token text primary key, owner text not null, expires integer not null) without rowid;
create table if not exists listing (seller text not null, sku text not null, updated integer not null, doc text not null,
    primary key (seller, sku)) without rowid;
create table if not exists submission (id integer primary key autoincrement, at integer not null, seller text not null,
    sku text not null, marketplace text, body text not null, op text, channel text, quantity integer, handling integer,
    fba integer not null, answered text, status text, submission_id text, due integer, fate text, settled integer);
create index if not exists submission_of_sku on submission (seller, sku, id);
create index if not exists submission_due on submission (due, id) where due is not null and settled is null;
create table if not exists report (id integer primary key autoincrement, seller text not null, marketplace text not null,
    created integer not null, begins integer not null, ends integer not null, fate text not null, document text);
create index if not exists report_of_document on report (seller, document);
-- The newest that was made of each.
create table if not exists report_made (seller text not null, marketplace text not null, at integer not null,
    document text not null, primary key (seller, marketplace)) without rowid;
-- The content of one that is there is in a file of that name; size is null as long as it is awaited.
create table if not exists document (id text primary key, secret text not null, content_type text not null,
    packed integer not null, size integer) without rowid;

-- Shopify
create table if not exists shop (domain text primary key, doc text not null) without rowid;
create table if not exists location (shop text not null, id integer not null, name text not null, doc text not null,
    primary key (shop, id)) without rowid;
create table if not exists variant (shop text not null, item integer not null, variant integer not null, sku text not null,
    doc text not null, primary key (shop, item)) without rowid;
create unique index if not exists variant_by_id on variant (shop, variant);
create index if not exists variant_by_sku on variant (shop, sku);
create index if not exists variant_by_product on variant (shop, json_extract(doc, '$.product'));
-- Which collections a variant's product is in, as its doc says; memories of older simulators have it made of that.
create table if not exists collected (shop text not null, title text not null, product integer not null,
    item integer not null, primary key (shop, title, product, item)) without rowid;
create index if not exists collected_by_item on collected (shop, item);
insert into collected select shop, c.value, json_extract(doc, '$.product'), item from variant, json_each(doc, '$.collections') c
    where not exists (select 1 from collected) on conflict do nothing;
-- n counts the levels of a shop from 1, so that a random one is found by its number; updated is in seconds.
create table if not exists level (shop text not null, item integer not null, location integer not null, n integer not null,
    id integer not null, available integer, active integer not null, updated integer not null,
    committed integer not null default 0, incoming integer not null default 0,
    primary key (shop, item, location)) without rowid;
create unique index if not exists level_by_number on level (shop, n);
create table if not exists webhook (id integer primary key autoincrement, webhook_id text not null, shop text not null,
    address text not null, topic text not null, body text not null, event_id text not null, triggered text not null,
    attempts integer not null, due integer not null, leased integer not null, state text not null, settled integer,
    answer text);
create index if not exists webhook_due on webhook (due, id) where state = 'WAITING' and leased = 0;
create table if not exists subscription (id integer primary key, shop text not null, topic text not null, uri text not null,
    format text not null, name text, filter text, include_fields text not null, failures integer not null);
create index if not exists subscription_of_shop on subscription (shop, topic);
-- When products, variants and items last changed other than in their stock, in seconds; those that are missing never did.
create table if not exists changed (shop text not null, kind text not null, id integer not null, at integer not null,
    primary key (shop, kind, id)) without rowid;
create table if not exists bulk (id integer primary key, shop text not null, query text not null, file text not null unique,
    status text not null, error text, created integer not null, completed integer, objects integer not null,
    roots integer not null, size integer not null);
create index if not exists bulk_of_shop on bulk (shop, id);
create table if not exists authorization_code (code text primary key, shop text not null, expires integer not null)
    without rowid;
-- The pairs of a shop that are good for anything, the newest with the highest id.
create table if not exists offline_pair (id integer primary key autoincrement, shop text not null, access text not null,
    access_expires integer not null, refresh text not null unique, refresh_expires integer not null);

-- Feeds.
create table if not exists feed (id integer primary key autoincrement, seller text not null, marketplace text not null,
    document text not null, status text not null, done integer not null default 0, created integer not null,
    started integer, due integer not null default 0, ended integer, result text, issues text not null default '[]');
create index if not exists feed_open on feed (seller, id) where status in ('IN_QUEUE', 'IN_PROGRESS');

-- What buyers have ordered; numbered in the order of placing.
create table if not exists buyers_order (id integer primary key autoincrement, seller text not null,
    order_id text not null, placed integer not null, updated integer not null, doc text not null);
create unique index if not exists buyers_order_by_id on buyers_order (seller, order_id);
create index if not exists buyers_order_by_change on buyers_order (seller, updated, id);
create index if not exists buyers_order_by_age on buyers_order (seller, placed, id);

-- Notifications, and the queues they go to; a queue is an AWS account's number, a slash and a name.
create table if not exists notification_destination (id text primary key, client text not null, doc text not null)
    without rowid;
create table if not exists notification_subscription (id text primary key, client text not null, seller text not null,
    type text not null, version text not null, destination text not null, unique (client, seller, type)) without rowid;
create index if not exists notification_subscription_of_seller on notification_subscription (seller);
create table if not exists queue_message (id integer primary key autoincrement, queue text not null, body text not null,
    visible integer not null, receipt text);
create index if not exists queue_message_visible on queue_message (queue, visible);
