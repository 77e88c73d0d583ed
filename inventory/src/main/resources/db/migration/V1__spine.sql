-- The whole shape that later features need; see docs/architecture.md for the picture.
--
-- Conventions
--   * State tables have one row per thing that is. Journal tables (operation, event, audit, idempotency_key, debt) keep what was.
--   * Definitions and tenant resources carry the same columns: name, description, labels, generation (the ETag),
--     delete_protection, created_at, updated_at, deleted_at.
--   * States and codes are open strings, so they have no CHECK: a new one must break no reader.
--   * A counter lives in a row of its own and is changed only by the statement that inserts or deletes the grant rows it
--     counts, by what was really inserted or deleted. Its CHECK is the last guard.
--   * Zonal tables have no foreign key to global ones (project, image source, offering): they copy what they need.
--   * Lock order: operation, definitions by kind and id, claims by id, host, storage, address and device counters, usage.
--   * A transaction that writes an event takes its row locks before its first write, see event below.

create table installation (
    only_one   boolean     primary key default true check (only_one),
    epoch      integer     not null default 1,        -- raised when a backup is restored; steps of another epoch are refused
    mac_prefix text        not null default '02:d5' check (mac_prefix ~ '^[0-9a-f][26ae]:[0-9a-f]{2}$'),  -- locally administered
    key_check  text,                                  -- proves that a process has the same encryption key as the others
    created_at timestamptz not null default now()
);
insert into installation default values;

-- One sequence for all turns: later means higher, whatever the resource.
create sequence turn;

-- The last four bytes of a MAC: drawn in turn, so that no two NICs ever meet.
create sequence mac maxvalue 4294967295;

----------------------------------------------------------------------------------------------------- projects and access

create table project (
    id          uuid        primary key,
    name        text        not null,
    description text        not null default '',
    labels      jsonb       not null default '{}',
    generation  bigint      not null default 1,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    deleted_at  timestamptz
);
create unique index project_name on project (name) where deleted_at is null;

-- What a project uses and may use. Changed only together with usage_grant rows.
create table project_usage (
    project_id         uuid   primary key references project,
    vms                bigint not null default 0,
    cpus               bigint not null default 0,
    memory_bytes       bigint not null default 0,
    storage_bytes      bigint not null default 0,
    vms_limit          bigint not null default 100000,
    cpus_limit         bigint not null default 1000000,
    memory_bytes_limit bigint not null default 1125899906842624,
    storage_bytes_limit bigint not null default 11258999068426240,
    in_flight_limit    integer not null default 20000,   -- operations that have not ended; more get 429
    check (vms between 0 and vms_limit),
    check (cpus between 0 and cpus_limit),
    check (memory_bytes between 0 and memory_bytes_limit),
    check (storage_bytes between 0 and storage_bytes_limit)
);

create table usage_grant (
    resource_kind text   not null,
    resource_id   uuid   not null,
    project_id    uuid   not null references project,
    operation_id  uuid   not null,
    vms           bigint not null default 0,
    cpus          bigint not null default 0,
    memory_bytes  bigint not null default 0,
    storage_bytes bigint not null default 0,
    primary key (resource_kind, resource_id)
);

insert into project (id, name, description) values ('00000000-0000-7000-8000-000000000001', 'default', 'The first project');
insert into project_usage (project_id) values ('00000000-0000-7000-8000-000000000001');

create table token (
    id           uuid        primary key,
    name         text        not null,
    project_id   uuid        references project,      -- null: all projects
    scope        text        not null,                -- read, operate, admin
    secret_hash  bytea       not null unique,         -- SHA-256 of a random secret of 256 bits
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

----------------------------------------------------------------------------------------------------- zones, clusters, hosts

create table zone (
    id                uuid        primary key,
    name              text        not null,
    description       text        not null default '',
    labels            jsonb       not null default '{}',
    generation        bigint      not null default 1,
    delete_protection boolean     not null default false,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create unique index zone_name on zone (name) where deleted_at is null;

create table cluster (
    id                uuid        primary key,
    zone_id           uuid        not null references zone,
    name              text        not null,
    description       text        not null default '',
    labels            jsonb       not null default '{}',
    generation        bigint      not null default 1,
    delete_protection boolean     not null default false,
    pool              text        not null,           -- which world: kvm, simulator; names the task queue with the zone
    cpu_overcommit    numeric(6, 2) not null default 4 check (cpu_overcommit >= 1),
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create unique index cluster_name on cluster (name) where deleted_at is null;
create index cluster_zone on cluster (zone_id);

create table host (
    id                uuid        primary key,
    zone_id           uuid        not null references zone,
    cluster_id        uuid        not null references cluster,
    pool              text        not null,
    name              text        not null,
    description       text        not null default '',
    labels            jsonb       not null default '{}',
    generation        bigint      not null default 1,
    delete_protection boolean     not null default false,
    state             text        not null,           -- CREATING READY DELETING
    enabled           boolean     not null default true,   -- desired: may get new VMs
    observed_state    text        not null default 'UNKNOWN',  -- UP SILENT UNKNOWN; written by observers only
    observed_at       timestamptz,
    observed_reason   text,
    address           text        not null,
    ssh_port          integer     not null default 22 check (ssh_port between 1 and 65535),
    ssh_user          text        not null default 'durastack',
    ssh_host_key      text,                           -- accepted when the host was added
    ssh_key           bytea,                          -- private key, encrypted; no key: the installation's own
    storage_path      text        not null,
    simulated         jsonb,                          -- size of a simulated host
    facts             jsonb,                          -- what it said about itself when it was added
    step_bound        integer     not null default 8 check (step_bound between 1 and 1000),  -- steps at once
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create unique index host_name on host (name) where deleted_at is null;
create unique index host_address_of_pool on host (pool, address, ssh_port) where deleted_at is null;
create index host_cluster on host (cluster_id);
create index host_zone on host (zone_id);

-- Addresses of a host by purpose: storage, migration, tunnel; management is the one it is reached by.
create table host_address (
    host_id uuid not null references host on delete cascade,
    purpose text not null,
    address inet not null,
    primary key (host_id, purpose)
);

-- Which device of a host leads to which physical network.
create table host_device (
    host_id          uuid not null references host on delete cascade,
    physical_network text not null,
    device           text not null,
    primary key (host_id, physical_network)
);

-- The bridges of a host are one device: updating this row in the transaction that changes what is rendered raises it.
create table host_network (
    host_id    uuid   primary key references host on delete cascade,
    generation bigint not null default 1
);

create table host_capacity (
    host_id      uuid   primary key references host on delete cascade,
    cpus_total   bigint not null,                     -- with overcommit
    cpus_used    bigint not null default 0,
    memory_total bigint not null,                     -- bytes, without what the host keeps for itself
    memory_used  bigint not null default 0,
    check (cpus_used between 0 and cpus_total),
    check (memory_used between 0 and memory_total)
);

create table primary_storage (
    id                uuid        primary key,
    zone_id           uuid        not null references zone,
    cluster_id        uuid        references cluster,  -- scope cluster; null with scope zone
    name              text        not null,
    description       text        not null default '',
    labels            jsonb       not null default '{}',
    generation        bigint      not null default 1,
    delete_protection boolean     not null default false,
    kind              text        not null,           -- LOCAL
    scope             text        not null,           -- HOST CLUSTER ZONE
    state             text        not null,           -- CREATING READY DELETING
    path              text        not null,           -- absolute folder on each host
    tags              text[]      not null default '{}',
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create unique index primary_storage_name on primary_storage (name) where deleted_at is null;

-- One row per place with room of its own: for LOCAL, the storage on each host.
create table storage_capacity (
    storage_id  uuid   not null references primary_storage,
    host_id     uuid   not null references host on delete cascade,
    bytes_total bigint not null,
    bytes_used  bigint not null default 0,
    primary key (storage_id, host_id),
    check (bytes_used between 0 and bytes_total)
);
create index storage_capacity_host on storage_capacity (host_id);

----------------------------------------------------------------------------------------------------- images, offerings, networks

create table image (
    id                uuid        primary key,
    zone_id           uuid        not null references zone,
    project_id        uuid,                           -- null: for everybody
    name              text        not null,
    description       text        not null default '',
    labels            jsonb       not null default '{}',
    generation        bigint      not null default 1,
    delete_protection boolean     not null default false,
    state             text        not null,           -- CREATING READY DELETING
    source            text        not null,           -- where hosts get it from
    sha256            text        not null,
    format            text,                           -- as read, never by name
    file_bytes        bigint,
    virtual_bytes     bigint,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create unique index image_name on image (name) where deleted_at is null;

create table instance_offering (
    id                uuid        primary key,
    name              text        not null,
    description       text        not null default '',
    labels            jsonb       not null default '{}',
    generation        bigint      not null default 1,
    delete_protection boolean     not null default false,
    cpus              integer     not null check (cpus between 1 and 1024),
    memory_bytes      bigint      not null check (memory_bytes >= 16777216 and memory_bytes % 1048576 = 0),
    root_bytes        bigint      not null check (root_bytes >= 1048576),
    tags              text[]      not null default '{}',
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create unique index instance_offering_name on instance_offering (name) where deleted_at is null;

create table l2_network (
    id                uuid        primary key,
    zone_id           uuid        not null references zone,
    name              text        not null,
    description       text        not null default '',
    labels            jsonb       not null default '{}',
    generation        bigint      not null default 1,
    delete_protection boolean     not null default false,
    state             text        not null default 'READY',
    kind              text        not null default 'BRIDGE',
    physical_network  text,                           -- null: never leaves the host
    vlan              integer     check (vlan between 1 and 4094),
    bridge            text        not null,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create unique index l2_network_name on l2_network (name) where deleted_at is null;
create unique index l2_network_bridge on l2_network (zone_id, bridge) where deleted_at is null;

create table l3_network (
    id                uuid        primary key,
    zone_id           uuid        not null references zone,
    l2_network_id     uuid        not null references l2_network,
    project_id        uuid,                           -- null: for everybody
    name              text        not null,
    description       text        not null default '',
    labels            jsonb       not null default '{}',
    generation        bigint      not null default 1,
    delete_protection boolean     not null default false,
    state             text        not null default 'READY',
    cidr              cidr        not null,
    gateway           inet,
    dns               inet[]      not null default '{}',
    mtu               integer     not null default 1500 check (mtu between 576 and 9216),
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create unique index l3_network_name on l3_network (name) where deleted_at is null;

create table ip_range (
    id            uuid        primary key,
    l3_network_id uuid        not null references l3_network,
    first         inet        not null,
    last          inet        not null,
    created_at    timestamptz not null default now(),
    check (first <= last)
);

-- An address is either free, in this table, or granted, in nic_address: one statement moves it.
create table free_address (
    l3_network_id uuid not null references l3_network,
    address       inet not null,
    primary key (l3_network_id, address)
);

----------------------------------------------------------------------------------------------------- VMs

create table vm (
    id                uuid        primary key,
    project_id        uuid        not null,
    zone_id           uuid        not null references zone,
    name              text        not null,
    hostname          text        not null,
    description       text        not null default '',
    labels            jsonb       not null default '{}',
    generation        bigint      not null default 1,
    delete_protection boolean     not null default false,
    state             text        not null,           -- CREATING RUNNING STOPPED STARTING STOPPING REBOOTING DELETING DELETED
    desired_power     text        not null default 'RUNNING',
    observed_power    text        not null default 'UNKNOWN',  -- written by observers and by finishes that saw it
    observed_at       timestamptz,
    observed_reason   text,
    host_id           uuid,                           -- where it runs or ran last
    host_name         text,                           -- a copy, for lists
    incarnation       text,                           -- of the guest, at the end of the last operation
    image_id          uuid        not null,
    image_name        text        not null,
    offering_id       uuid        not null,           -- resolved below: the offering may change, this VM does not
    offering_name     text        not null,
    cpus              integer     not null,
    memory_bytes      bigint      not null,
    hardware          jsonb       not null,
    ssh_keys          text[]      not null default '{}',
    user_data_id      uuid,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz,
    expunge_after     timestamptz
);
-- A deleted VM holds nothing but its row: name, addresses, capacity and quota were given back by the finish of its delete.
create unique index vm_name on vm (project_id, name) where deleted_at is null;
create index vm_host on vm (host_id) where deleted_at is null;
create index vm_image on vm (image_id) where deleted_at is null;
create index vm_offering on vm (offering_id) where deleted_at is null;
create index vm_zone on vm (zone_id) where deleted_at is null;

-- User data may hold secrets: encrypted, never in a request, a payload or an answer.
create table user_data (
    id         uuid        primary key,
    ciphertext bytea       not null,
    sha256     text        not null,
    created_at timestamptz not null default now()
);

create table volume (
    id                uuid        primary key,
    project_id        uuid        not null,
    zone_id           uuid        not null references zone,
    vm_id             uuid        references vm,
    name              text        not null,
    description       text        not null default '',
    labels            jsonb       not null default '{}',
    generation        bigint      not null default 1,
    kind              text        not null,           -- ROOT DATA ISO SEED NVRAM MEMORY
    state             text        not null,           -- CREATING READY DELETING
    bytes             bigint      not null check (bytes > 0),
    format            text        not null,           -- qcow2 raw
    target_device     text        not null,           -- stays with the volume
    image_id          uuid,
    storage_id        uuid        references primary_storage,
    host_id           uuid,                           -- for a storage that is local to a host
    locator           text,                           -- chosen when placed, in the words of its storage
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create index volume_vm on volume (vm_id);

create table nic (
    id            uuid     primary key,
    vm_id         uuid     not null references vm,
    l3_network_id uuid     not null references l3_network,
    l2_network_id uuid     not null references l2_network,
    position      smallint not null,
    mac           macaddr  not null,
    unique (vm_id, position)
);
create unique index nic_mac on nic (mac);
create index nic_network on nic (l3_network_id);

-- The grant of an address.
create table nic_address (
    l3_network_id uuid     not null,
    address       inet     not null,
    nic_id        uuid     not null,                  -- no foreign key: a debt keeps the address of a NIC that is gone
    family        smallint not null check (family in (4, 6)),
    is_primary    boolean  not null default true,
    operation_id  uuid     not null,
    owed          boolean  not null default false,
    primary key (l3_network_id, address)
);
create index nic_address_nic on nic_address (nic_id);

-- The grant of CPUs and memory on a host. Placing again gives another row; a migration holds two.
create table placement (
    id           uuid        primary key,
    vm_id        uuid        not null,
    host_id      uuid        not null references host,
    operation_id uuid        not null,
    purpose      text        not null default 'RUN',
    cpus         bigint      not null,
    memory_bytes bigint      not null,
    owed         boolean     not null default false,  -- kept only because a debt names it
    created_at   timestamptz not null default now()
);
create unique index placement_current on placement (vm_id) where not owed and purpose = 'RUN';
create index placement_host on placement (host_id);

-- The grant of room on a storage.
create table storage_grant (
    volume_id    uuid   not null,
    storage_id   uuid   not null,
    host_id      uuid   not null,
    bytes        bigint not null,
    operation_id uuid   not null,
    owed         boolean not null default false,
    primary key (volume_id, storage_id, host_id)
);
create index storage_grant_host on storage_grant (host_id);

----------------------------------------------------------------------------------------------------- operations

create table operation (
    id               uuid        primary key,
    project_id       uuid        not null,
    zone_id          uuid,
    kind             text        not null,            -- vm.create; also the workflow type
    resource_kind    text        not null,
    resource_id      uuid        not null,
    resource_name    text        not null,
    state            text        not null,            -- PENDING RUNNING UNWINDING SUCCEEDED ROLLED_BACK HELD
    direction        text        not null default 'FORWARD',
    run              integer     not null default 1,
    turn             bigint,                          -- null while it waits for its claims
    run_turn         bigint,                          -- the turn that the current run was started with
    on_failure       text        not null default 'ROLL_BACK',
    priority         smallint    not null,            -- 0 urgent, 1 bulk
    lane             text        not null,            -- what bounds how many are in flight: the zone
    request          jsonb       not null,            -- the whole request, without secrets
    policy           jsonb       not null,
    steps            jsonb       not null default '[]',
    error            jsonb,                           -- why it was rolled back or held
    debts            integer     not null default 0,  -- not yet paid
    waits_for        uuid        references operation,
    lease_until      timestamptz,                     -- a dispatcher is starting it
    dispatched_at    timestamptz,                     -- its run was started
    cancel_requested_at timestamptz,
    checked_at       timestamptz,                     -- by the sweeper
    deadline         timestamptz not null,            -- later than this it counts as late
    attention        jsonb,                           -- a step that is being retried: name, attempt, error
    decision         jsonb,                           -- the last decision on it while held: what, reason, who
    actor            text        not null,
    token_id         uuid        not null default '00000000-0000-0000-0000-000000000000',  -- zero: the installation itself
    request_id       text        not null,
    source_address   text        not null default '',
    labels           jsonb       not null default '{}',
    created_at       timestamptz not null default now(),
    started_at       timestamptz,
    finished_at      timestamptz
) with (fillfactor = 70);
-- The outbox: what waits to be started. Small, whatever the history.
create index operation_outbox on operation (priority, project_id, token_id, id)
    where dispatched_at is null and state in ('PENDING', 'RUNNING', 'UNWINDING') and waits_for is null;
create index operation_in_flight on operation (lane, priority) where state in ('RUNNING', 'UNWINDING');
create index operation_attention on operation (id) where state = 'HELD' or attention is not null;
create index operation_resource on operation (resource_id, id);
create index operation_project on operation (project_id, id);
create index operation_waiting on operation (waits_for) where waits_for is not null;
create index operation_sweep on operation (checked_at nulls first) where state in ('RUNNING', 'UNWINDING');

-- Who holds what while it is made or changed. Whoever claims has locked the row of the resource, and checks what is here.
create table claim (
    resource_id   uuid    not null,
    aspect        text    not null,                   -- LIFECYCLE DEVICES DATA CONFIG
    operation_id  uuid    not null references operation,
    exclusive     boolean not null,
    resource_kind text    not null,
    primary key (resource_id, aspect, operation_id)
);
create unique index claim_exclusive on claim (resource_id, aspect) where exclusive;
create index claim_operation on claim (operation_id);

-- A compensation that could not be done as its host was silent. What it names stays reserved until it is paid.
create table debt (
    id           uuid        primary key,
    operation_id uuid        not null references operation,
    host_id      uuid        not null,
    vm_id        uuid,
    removal      jsonb       not null,
    reason       jsonb       not null,
    guest_may_run boolean    not null,                -- keeps the host from new placements
    created_at   timestamptz not null default now(),
    paid_by      uuid        references operation,
    paid_at      timestamptz
);
create index debt_open on debt (host_id) where paid_at is null;
create index debt_operation on debt (operation_id);

-- Kept as long as its operation, and at least 24 hours.
create table idempotency_key (
    project_id   uuid        not null,
    path         text        not null,
    key          text        not null,
    body_sha256  text        not null,
    operation_id uuid,
    resource_id  uuid,
    status       integer     not null,
    answer       jsonb       not null,
    created_at   timestamptz not null default now(),
    primary key (project_id, path, key)
);
create index idempotency_key_age on idempotency_key (created_at);

----------------------------------------------------------------------------------------------------- journals

-- Order is commit order: (xid, seq), read below the oldest open transaction. A writer takes its row locks before its first
-- write, so that of two that wait for each other's row the later one also has the later transaction id.
create table event (
    seq           bigint      generated always as identity,
    xid           xid8        not null default pg_current_xact_id(),
    occurred_at   timestamptz not null default now(),
    type          text        not null,               -- vm.created
    version       smallint    not null default 1,
    project_id    uuid,
    resource_kind text        not null,
    resource_id   uuid        not null,
    resource_name text        not null,
    operation_id  uuid,
    actor         text        not null,
    before        jsonb,
    after         jsonb
) partition by range (occurred_at);
create index event_order on event (xid, seq);

create table audit (
    at             timestamptz not null default now(),
    request_id     text        not null,
    actor          text        not null,
    token_id       uuid,
    source_address text        not null,
    project_id     uuid,
    method         text        not null,
    path           text        not null,
    status         integer     not null,
    code           text,
    operation_id   uuid
) partition by range (at);
create index audit_at on audit (at);

-- Makes the partitions of this month and the next ones; called at start and once a day.
create function make_partitions(months integer) returns void language plpgsql as $$
declare
    first date;
    base  text;
begin
    foreach base in array array['event', 'audit'] loop
        for month in 0..months loop
            first := date_trunc('month', now() at time zone 'utc')::date + make_interval(months => month);
            execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
                base || '_' || to_char(first, 'YYYY_MM'), base,
                first::text || ' 00:00:00+00', (first + interval '1 month')::date::text || ' 00:00:00+00');
        end loop;
    end loop;
end
$$;
select make_partitions(2);
