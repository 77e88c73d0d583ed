-- Whether hosts shall have a network's bridge: not before its create has begun, and not once its delete has. Whoever
-- changes it raises the generation of the zone's hosts in the same transaction. (API servers of before made the row and
-- nothing else, so what they make is rendered at once.)
alter table l2_network add column rendered boolean not null default true;

-- A physical network, or a VLAN of it, leads into one bridge: a second network on it would take its device away from
-- the guests of the first.
do $$
declare
    twins text;
begin
    select string_agg(names, '; ') into twins from (
        select string_agg(name, ', ') as names from l2_network
        where deleted_at is null and physical_network is not null
        group by zone_id, physical_network, coalesce(vlan, 0) having count(*) > 1) t;
    if twins is not null then
        raise exception 'these L2 networks have the same physical network and VLAN: %', twins
            using hint = 'start the build before, move the VMs to one of them, and delete the others';
    end if;
end $$;

create unique index l2_network_segment on l2_network (zone_id, physical_network, coalesce(vlan, 0))
    where deleted_at is null and physical_network is not null;
