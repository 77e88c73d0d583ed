-- What is in the caches of the hosts, by the sha256 of its bytes.
create table sim_image (
    host_id uuid not null references sim_host on delete cascade,
    sha256  text not null,
    primary key (host_id, sha256)
);
insert into sim_image (host_id, sha256)
select distinct host_id, spec -> 'image' ->> 'sha256' from sim_volume where spec -> 'image' ->> 'sha256' is not null;
