-- What each change of a number writes, written fewer times.

-- A status and a standing change together, so one index finds both: for one of them it is asked with each of the other.
-- Where listings stand can be read while these are made, some seconds for a million listings, but not written: numbers
-- are neither decided nor sent meanwhile.
create index listing_state_stands on listing_state (merchant_id, status, standing, listing_id);
create index listing_state_stands_in_list on listing_state (merchant_id, selling_list_id, status, standing, listing_id);
drop index listing_state_status;
drop index listing_state_status_in_list;
drop index listing_state_standing;
drop index listing_state_standing_in_list;

-- Room for the next version of a row on its page, which then needs no entry in any index: of a target that is claimed,
-- and of a decision. In pages that are full already there is room once they are rewritten.
alter table target set (fillfactor = 50);
alter table decision set (fillfactor = 50);
