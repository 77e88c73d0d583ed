package io.durastack.inventory.host;

import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.zone.ZoneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Reads hosts as steps name them. */
public final class HostRefs {

    private HostRefs() {}

    /** From the columns {@code id}, {@code name}, {@code zone_id} and {@code pool}. */
    public static HostRef of(ResultSet row) throws SQLException {
        return new HostRef(
                new HostId(row.getObject("id", UUID.class)),
                row.getString("name"),
                new ZoneId(row.getObject("zone_id", UUID.class)),
                row.getString("pool"));
    }
}
