package io.durastack.standalone.stress;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is in use of everything that is counted, as the counters say. */
public final class Capacity {

    private Capacity() {}

    /** By what it is. */
    public static Map<String, @Nullable Object> used(JdbcClient inventory) {
        return inventory
                .sql(
                        """
                        select (select sum(cpus_used) from host_capacity) as cpus,
                            (select sum(memory_used) from host_capacity) as memory,
                            (select sum(bytes_used) from storage_capacity) as storage,
                            (select count(*) from nic_address) as addresses,
                            (select count(*) from free_address) as free_addresses,
                            (select sum(vms) from project_usage) as vms,
                            (select count(*) from claim) as claims
                        """)
                .query()
                .singleRow();
    }
}
