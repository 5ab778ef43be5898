-- The client secret before the previous one. Somebody who mistypes a new secret and corrects it has changed it twice.
alter table shop
    add column older_secret       bytea,
    add column older_secret_until timestamptz;
