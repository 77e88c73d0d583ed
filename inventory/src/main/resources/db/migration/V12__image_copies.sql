-- In whose caches an image may be: written before a host fills its cache, so it may name one too many, never one too few.
set local lock_timeout = '5s';
create table image_copy (
    host_id uuid not null,
    sha256  text not null,
    primary key (host_id, sha256)
);
create index image_copy_of_image on image_copy (sha256);
-- Nobody has kept it until now, so it may be everywhere in its zone.
insert into image_copy (host_id, sha256)
select distinct h.id, i.sha256 from host h join image i on i.zone_id = h.zone_id
where h.deleted_at is null and i.deleted_at is null;
