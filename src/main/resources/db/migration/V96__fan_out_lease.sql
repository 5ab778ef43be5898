-- What fans out is decided part by part by one replica at a time, which has so long for a part; nobody holds a lock
-- meanwhile.
alter table fan_out add column lease_until timestamptz;

-- When the first change was noted that this one has not come to yet: it is the oldest, once this one has come round.
alter table fan_out add column again_at timestamptz;

-- Nobody ever asked for a whole list in this way.
delete from fan_out where scope = 'ASKED_LIST';
alter table fan_out drop constraint fan_out_scope_check;
alter table fan_out add check (scope in ('PROFILE', 'SELLING_LIST', 'ACCOUNT', 'MERCHANT', 'RULES'));
