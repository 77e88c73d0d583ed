package io.durastack.standalone.chaos;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the quota of the first project run out now and then; it is as it was afterwards. There is
 * no route for quotas yet.
 */
final class Quota implements AutoCloseable {

    private static final String PROJECT = "00000000-0000-7000-8000-000000000001";

    private final JdbcClient inventory;
    private final long before;

    Quota(JdbcClient inventory, int further) {
        this.inventory = inventory;
        this.before =
                inventory
                        .sql("select vms_limit from project_usage where project_id = :id::uuid")
                        .param("id", PROJECT)
                        .query(Long.class)
                        .single();
        set("least(vms_limit, vms + " + further + ")");
    }

    private void set(String limit) {
        inventory
                .sql(
                        "update project_usage set vms_limit = "
                                + limit
                                + " where project_id = :id::uuid")
                .param("id", PROJECT)
                .update();
    }

    @Override
    public void close() {
        set(Long.toString(before));
    }
}
