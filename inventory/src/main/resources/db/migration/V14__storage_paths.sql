-- Two storages of a cluster in one folder would count its room twice, and the end of one would be the end of both.
do $$
declare
    twins text;
begin
    select string_agg(names, '; ') into twins from (
        select string_agg(name, ', ') as names from primary_storage
        where deleted_at is null group by cluster_id, path having count(*) > 1) t;
    if twins is not null then
        raise exception 'these primary storages of one cluster have the same path: %', twins
            using hint = 'start the build before, move the VMs to one of them, and delete the others';
    end if;
end $$;

create unique index primary_storage_path on primary_storage (cluster_id, path) where deleted_at is null;

-- The delete of a storage used to leave its room.
delete from storage_capacity r using primary_storage s
where s.id = r.storage_id and s.deleted_at is not null and r.bytes_used = 0;
