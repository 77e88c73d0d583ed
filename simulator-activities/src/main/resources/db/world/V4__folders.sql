-- The folders of primary storages. Those of before had none that anybody asked for; they come with no need.
create table sim_folder (
    host_id    uuid not null references sim_host on delete cascade,
    storage_id uuid not null,
    path       text not null,
    primary key (host_id, storage_id)
);
