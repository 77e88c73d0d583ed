package io.durastack.workflows.engine;

import io.durastack.workflows.zone.ZoneId;

/** The names of the task queues. A queue decides which world a step happens in. */
public final class TaskQueues {

    /** Where all workflows run, with their steps in the inventory. */
    public static final String OPERATIONS = "operations";

    private TaskQueues() {}

    /**
     * Where the steps on hosts of one pool in one zone run: workers that can reach them take from
     * it.
     */
    public static String host(ZoneId zone, String pool) {
        return pool + "-" + zone;
    }
}
