-- All creates of a project meet at its usage, one after the other. Counted by the commit itself, the row is held for no
-- round trip to the API server, only until the commit is on disk. A limit that is passed fails the commit.
--
-- Only grants that ask for it are counted here: API servers of the build before count theirs in their own statement.
-- Who takes a grant away gives it back in a statement, old or new.
alter table usage_grant add column counted_at_commit boolean not null default false;

create function count_usage() returns trigger language plpgsql as $$
begin
    update project_usage set vms = vms + new.vms, cpus = cpus + new.cpus,
        memory_bytes = memory_bytes + new.memory_bytes, storage_bytes = storage_bytes + new.storage_bytes
    where project_id = new.project_id;
    return null;
end $$;

create constraint trigger usage_counted after insert on usage_grant deferrable initially deferred
    for each row when (new.counted_at_commit) execute function count_usage();
