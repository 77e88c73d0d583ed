-- An operator's word that a machine is off for good: nothing runs there, nothing is kept there, and nobody asks it any more.
-- The state is LOST; a delete of it may stand in its place, so the word is kept beside it.
set local lock_timeout = '5s';
alter table host
    add column lost_at     timestamptz,
    add column lost_by     text,
    add column lost_reason text;
