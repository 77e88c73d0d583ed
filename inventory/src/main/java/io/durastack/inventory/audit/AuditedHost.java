package io.durastack.inventory.audit;

import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.zone.ZoneId;
import java.util.UUID;

/** A host that is in service, and so has to be as the rows say. */
public record AuditedHost(UUID id, String name, UUID zone, String pool) {

    public HostRef ref() {
        return new HostRef(new HostId(id), name, new ZoneId(zone), pool);
    }
}
