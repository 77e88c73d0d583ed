-- Each create asks how many operations its project has open; the gauges ask it of all.
drop index operation_open;
create index operation_open on operation (project_id, state) where state in ('PENDING', 'RUNNING', 'UNWINDING', 'HELD');
