package io.durastack.proof.mutation;

import static io.durastack.proof.mutation.Defect.method;
import static io.durastack.proof.mutation.Defect.order;
import static io.durastack.proof.mutation.Defect.statement;

import java.util.List;

/** All of them. Each is a mistake that somebody could make tomorrow. */
final class Defects {

    static final List<Defect> ALL =
            List.of(
                    statement(
                            "a claim is forgotten",
                            "vm.stop",
                            "c(\"resourceKind\" text, \"resourceId\" uuid, aspect text, exclusive boolean)",
                            "c(\"resourceKind\" text, \"resourceId\" uuid, aspect text, exclusive boolean) where false",
                            "conflict"),
                    statement(
                            "claims are kept after the end",
                            "vm.create",
                            "delete from claim where operation_id = ?",
                            "delete from claim where operation_id = ? and false",
                            "as usual"),
                    statement(
                            "hosts ignore the turn",
                            "vm.create",
                            "where sim_turn.turn <= excluded.turn",
                            "where true",
                            "late"),
                    method(
                            "the inventory ignores turn and state",
                            "vm.create",
                            "inventory.operation.LockedOperation.admits",
                            "late",
                            "twice"),
                    statement(
                            "unwinding gets no turn of its own",
                            "vm.create",
                            "direction = 'UNWIND', turn = nextval('turn')",
                            "direction = 'UNWIND', turn = turn",
                            "late"),
                    statement(
                            "unwinding is not written down",
                            "vm.create",
                            "direction = 'UNWIND', turn = nextval('turn')",
                            "turn = nextval('turn')",
                            "terminate"),
                    statement(
                            "a decision gets no turn of its own",
                            "vm.create",
                            "run = run + 1, turn = t.turn, run_turn = t.turn",
                            "run = run + 1, turn = turn, run_turn = turn",
                            "late"),
                    statement(
                            "capacity is given back twice",
                            "vm.create",
                            "set cpus_used = c.cpus_used - p.cpus, memory_used = c.memory_used - p.memory_bytes from (select",
                            "set cpus_used = c.cpus_used - 2 * p.cpus, memory_used = c.memory_used - 2 * p.memory_bytes from (select",
                            "fails"),
                    statement(
                            "room on a storage is not given back",
                            "vm.create",
                            "set bytes_used = r.bytes_used - g.bytes",
                            "set bytes_used = r.bytes_used",
                            "fails"),
                    statement(
                            "an address is not given back",
                            "vm.create",
                            "select l3_network_id, address from addressed",
                            "select l3_network_id, address from addressed where false",
                            "fails"),
                    statement(
                            "what a VM uses is not counted",
                            "vm.create",
                            "? + ?, true)",
                            "? + ?, false)",
                            "as usual"),
                    statement(
                            "the quota is not given back",
                            "vm.create",
                            "set vms = u.vms - g.vms",
                            "set vms = u.vms",
                            "fails"),
                    statement(
                            "what a debt names is given away",
                            "vm.create",
                            "update placement set owed = true",
                            "update placement set owed = owed",
                            "two faults"),
                    method(
                            "a debt is not written down",
                            "vm.create",
                            "inventory.operation.OperationDebts.record",
                            "two faults"),
                    method(
                            "a paid debt gives nothing back",
                            "vm.create",
                            "inventory.allocation.Grants.settle",
                            "two faults"),
                    method(
                            "hosts are not told that their bridges change",
                            "l2-network.create",
                            "inventory.host.HostNetworks.raise",
                            "as usual"),
                    statement(
                            "a network is rendered until it is deleted",
                            "l2-network.delete",
                            "l.rendered and l.deleted_at is null",
                            "l.deleted_at is null",
                            "as usual"),
                    statement(
                            "a bridge that nobody renders stays",
                            "l2-network.create",
                            "delete from sim_bridge where",
                            "delete from sim_bridge where false and",
                            "fails"),
                    statement(
                            "a folder is told to be gone and stays",
                            "primary-storage.create",
                            "delete from sim_folder where",
                            "delete from sim_folder where false and",
                            "fails"),
                    statement(
                            "a storage that is gone keeps its room",
                            "primary-storage.delete",
                            "delete from storage_capacity where storage_id",
                            "delete from storage_capacity where false and storage_id",
                            "as usual"),
                    statement(
                            "volumes are made twice",
                            "vm.create",
                            "on conflict (host_id, volume_id) do nothing",
                            "",
                            "twice"),
                    statement(
                            "a guest is started twice",
                            "vm.create",
                            "from sim_domain d cross join (select ?::jsonb as spec) w where",
                            "from sim_domain d cross join (select ?::jsonb as spec) w where false and",
                            "twice"),
                    statement(
                            "a removal is told of and not done",
                            "vm.create",
                            "delete from sim_domain where",
                            "delete from sim_domain where false and",
                            "answer lost"),
                    statement(
                            "only one of the volumes is removed",
                            "vm.create",
                            "delete from sim_volume where host_id = ? and volume_id in (select r.id::uuid from jsonb_array_elements_text(?::jsonb) as r(id))",
                            "delete from sim_volume where host_id = ? and volume_id in (select r.id::uuid from jsonb_array_elements_text(?::jsonb) as r(id) limit 1)",
                            "fails"),
                    method(
                            "compensations are not done",
                            "vm.create",
                            "workflows.operation.RunningOperation.remove",
                            "answer lost"),
                    method(
                            "compensations are not registered",
                            "vm.create",
                            "workflows.operation.Compensations.register",
                            "answer lost"),
                    order(
                            "compensations are done first in, first out",
                            "vm.create",
                            "workflows.operation.Compensations.replaceWith",
                            "two faults"),
                    statement(
                            "each end is told twice",
                            "vm.create",
                            "as e(type text, after jsonb)",
                            "as e(type text, after jsonb) cross join generate_series(1, 2)",
                            "as usual"),
                    statement(
                            "the end is not told",
                            "vm.create",
                            "as e(type text, after jsonb)",
                            "as e(type text, after jsonb) where false",
                            "as usual"),
                    statement(
                            "a cancel is not seen by the finish",
                            "vm.create",
                            "o.cancel_requested_at is not null as cancel_requested",
                            "false as cancel_requested",
                            "cancel"),
                    method(
                            "a lost run is not noticed",
                            "vm.create",
                            "inventory.operation.OperationSweep.lost",
                            "terminate"),
                    method(
                            "a run that closed without an end is not noticed",
                            "vm.create",
                            "inventory.operation.OperationSweep.closed",
                            "left out"),
                    method(
                            "why it is held is not written down",
                            "vm.create",
                            "inventory.operation.OperationEnds.hold",
                            "held",
                            "bug"),
                    statement(
                            "a lease never runs out",
                            "vm.create",
                            "(o.lease_until is null or o.lease_until < now()) and o.dispatched_at is null",
                            "o.lease_until is null and o.dispatched_at is null",
                            "cut"),
                    statement(
                            "a finish leaves the state as it was",
                            "vm.start",
                            "update vm set state = ?, observed_power = case",
                            "update vm set state = coalesce(nullif(state, ?), state), observed_power = case",
                            "as usual"),
                    method(
                            "the one that waits is never handed the place",
                            "vm.delete, behind a create",
                            "inventory.operation.OperationHandOver.from",
                            "as usual"));

    private Defects() {}
}
