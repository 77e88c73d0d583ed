package io.durastack.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.SimulatedZone;

/** Whatever is undone, and in which order: a guest that is there has what it runs on. */
record Guests(SimulatedZone zone) {

    /** Expects that no volume is gone that a guest on the same host still uses. */
    void assertHaveTheirVolumes() {
        assertThat(
                        zone.world()
                                .sql(
                                        """
                                        select 'guest of ' || d.vm_id || ' without ' || (v #>> '{}')
                                        from sim_domain d, jsonb_path_query(d.spec, '$.disks[*].volume.id') v
                                        where not exists (select from sim_volume o
                                            where o.host_id = d.host_id and o.volume_id = (v #>> '{}')::uuid)
                                        """)
                                .query((row, index) -> row.getString(1))
                                .list())
                .as("guests whose volumes were removed")
                .isEmpty();
    }
}
