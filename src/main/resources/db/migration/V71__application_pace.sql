-- How fast an application may call for all of its accounts together. Amazon counts an application whoever its sellers
-- belong to, so this is the one limit that merchants share. Applications of few accounts have no row.
create table application_pace (
    client_id text        not null,
    operation text        not null check (operation in ('send', 'read', 'preview')),
    next_at   timestamptz not null,
    primary key (client_id, operation)
);
