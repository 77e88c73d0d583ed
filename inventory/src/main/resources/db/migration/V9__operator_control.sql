-- What an operator asks about an operation: since when it stands like this, and what was ever decided on it.
alter table operation
    add column state_since timestamptz,                 -- of its run or its hold; null while no other moment says it better
    add column late_after  interval,                    -- its deadline anew, when a decision gives it a fresh run
    add column decisions   jsonb not null default '[]'; -- all that were made, in their order; decision is the last one
update operation set decisions = jsonb_build_array(decision) where decision is not null;

-- The one question for what needs a person: being tried again, held, or owing.
drop index operation_attention;
create index operation_attention on operation (project_id, id)
    where state = 'HELD' or attention is not null or debts > 0;

-- Debts are kept; a list of them goes by their age, of one host or of all.
create index debt_order on debt (created_at, id);
create index debt_host on debt (host_id, created_at, id);
