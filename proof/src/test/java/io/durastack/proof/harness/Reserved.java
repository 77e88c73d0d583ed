package io.durastack.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.SimulatedZone;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.DataClassRowMapper;

/** What is on a host is reserved there: as long as a debt is not paid, nobody else may get it. */
record Reserved(SimulatedZone zone) {

    private record Held(UUID host, long memory, long storage) {}

    /**
     * Expects that the inventory has reserved, host by host, at least what the world has in use.
     */
    void assertEnough() {
        Map<UUID, Held> reserved =
                held(
                        zone.inventory()
                                .sql(
                                        """
                                        select c.host_id as host, c.memory_used as memory,
                                            (select coalesce(sum(bytes_used), 0)::bigint from storage_capacity r where r.host_id = c.host_id) as storage
                                        from host_capacity c
                                        """)
                                .query(new DataClassRowMapper<>(Held.class))
                                .list());
        zone.world()
                .sql(
                        "select id as host, memory_used as memory, storage_used as storage from sim_host")
                .query(new DataClassRowMapper<>(Held.class))
                .list()
                .forEach(used -> {
                    Held by = reserved.getOrDefault(used.host(), new Held(used.host(), 0, 0));
                    assertThat(by.memory())
                            .as("memory that is reserved on a host")
                            .isGreaterThanOrEqualTo(used.memory());
                    assertThat(by.storage())
                            .as("room that is reserved on a host")
                            .isGreaterThanOrEqualTo(used.storage());
                });
    }

    private static Map<UUID, Held> held(List<Held> rows) {
        return rows.stream().collect(Collectors.toMap(Held::host, it -> it));
    }
}
