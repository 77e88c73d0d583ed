package io.durastack.workflows.host;

import io.durastack.workflows.zone.ZoneId;

/**
 * A host, and the way to it: its zone and pool name the task queue whose workers can reach it.
 *
 * @param name for people; steps act by id
 * @param pool the kind of world it is in: {@code kvm}, {@code simulator}
 */
public record HostRef(HostId id, String name, ZoneId zone, String pool) {}
