-- When a person last had the number sent again because the one before had failed.
alter table delivery add column recovered_at timestamptz;
