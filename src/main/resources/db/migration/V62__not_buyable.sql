-- Why an offer cannot be bought although Amazon shows its number, and since when it is known that it cannot. A reason that
-- Amazon does not name is one only after a while: what has just come into stock is shown as buyable some minutes later.
alter table delivery
    add column obstacle          text,
    add column obstacle_words    text,
    add column not_buyable_since timestamptz;
