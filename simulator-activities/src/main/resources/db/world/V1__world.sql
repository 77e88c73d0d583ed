-- The simulated data centre: what its hosts hold. It remembers no operations but in what a host would store, the turns.

create table sim_host (
    id                 uuid   primary key,
    name               text   not null,
    cpus               integer not null,
    memory_bytes       bigint not null,
    storage_bytes      bigint not null,
    memory_used        bigint not null default 0,
    storage_used       bigint not null default 0,
    network_generation bigint not null default 0,
    network_digest     text   not null default '',
    network_applies    bigint not null default 0,      -- how often bridges were applied, for proofs
    constraint enough_memory check (memory_used between 0 and memory_bytes),
    constraint enough_storage check (storage_used between 0 and storage_bytes)
);

create table sim_bridge (
    host_id uuid not null references sim_host on delete cascade,
    bridge  text not null,
    device  text,
    vlan    integer,
    primary key (host_id, bridge)
);

create table sim_domain (
    host_id      uuid    not null references sim_host on delete cascade,
    vm_id        uuid    not null,
    spec         jsonb   not null,
    cpus         integer not null,
    memory_bytes bigint  not null,
    incarnation  uuid    not null,
    primary key (host_id, vm_id)
);

create table sim_volume (
    host_id   uuid   not null references sim_host on delete cascade,
    volume_id uuid   not null,
    locator   text   not null,
    bytes     bigint not null,
    spec      jsonb  not null,
    primary key (host_id, volume_id),
    constraint one_file_per_locator unique (host_id, locator)
);

-- The highest turn that was seen for a domain, a volume or the host itself. Stays when the thing is gone: that is the point.
create table sim_turn (
    host_id     uuid   not null,
    resource_id uuid   not null,
    turn        bigint not null,
    primary key (host_id, resource_id)
);

create table sim_setting (
    only_one boolean primary key default true check (only_one),
    plan     jsonb   not null,
    version  bigint  not null default 1,
    latency  text    not null default 'NONE'
);
insert into sim_setting (plan) values ('{"rules":[],"percent":0,"seed":0,"gone":[]}');

-- How often the world has met a step for a resource; counted only while something may go wrong.
create table sim_meeting (
    step        text   not null,
    resource_id text   not null,
    met         bigint not null,
    primary key (step, resource_id)
);

create table sim_strike (
    number      bigint generated always as identity primary key,
    at          timestamptz not null default now(),
    step        text   not null,
    host        text   not null,
    resource_id text   not null,
    meeting     bigint not null,
    rule        integer not null,                      -- -1: by chance
    kind        text   not null,
    code        text   not null
);
create index sim_strike_rule on sim_strike (rule);
