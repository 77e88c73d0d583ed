-- A lane that is full must not hold back what the same asker wants in another one.
drop index operation_outbox;
create index operation_outbox on operation (priority, project_id, token_id, lane, id)
    where dispatched_at is null and state in ('PENDING', 'RUNNING', 'UNWINDING') and waits_for is null;
