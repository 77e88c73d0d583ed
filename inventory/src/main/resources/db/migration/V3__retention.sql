-- Events and audit lines are kept for a while, then their month is dropped whole. The horizon is the last transaction whose
-- events were dropped: a reader that comes back with an earlier cursor has missed something, and is told so.
create table event_horizon (
    only_one    boolean primary key default true check (only_one),
    transaction bigint  not null default 0
);
insert into event_horizon default values;

-- Drops the months of one journal that ended before the given number of days; answers how many.
create function drop_partitions(journal text, days integer) returns integer language plpgsql as $$
declare
    part    record;
    dropped integer := 0;
    last    bigint;
begin
    for part in
        select c.relname, to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' as ends
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = journal::regclass
    loop
        if part.ends < now() - make_interval(days => days) then
            if journal = 'event' then
                execute format('select max(xid::text::bigint) from %I', part.relname) into last;
                update event_horizon set transaction = greatest(transaction, coalesce(last, 0));
            end if;
            execute format('drop table %I', part.relname);
            dropped := dropped + 1;
        end if;
    end loop;
    return dropped;
end
$$;
