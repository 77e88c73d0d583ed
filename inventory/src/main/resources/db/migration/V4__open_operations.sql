-- What has not ended, whatever the history: for gauges, and for whoever lists what is under way.
create index operation_open on operation (state) where state in ('PENDING', 'RUNNING', 'UNWINDING', 'HELD');
