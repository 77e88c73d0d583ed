package io.durastack.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.SimulatedZone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What was told of an operation: each state once, in its order, and never anything after its end.
 */
record Journal(SimulatedZone zone, String operation) {

    /** Expects that the events say this end, and as many holds before it. */
    void assertTold(String end, int held) {
        List<String> told =
                zone.inventory()
                        .sql(
                                "select type from event where operation_id = ?::uuid order by xid, seq")
                        .param(operation)
                        .query((row, index) -> row.getString(1))
                        .list();
        List<String> states =
                told.stream()
                        .filter(type -> type.startsWith("operation."))
                        .filter(type -> !type.equals("operation.decided"))
                        .toList();
        List<String> expected = new ArrayList<>(List.of("operation.accepted"));
        expected.addAll(Collections.nCopies(held, "operation.held"));
        expected.add("operation." + end.toLowerCase(Locale.ROOT));
        assertThat(states).as("states that were told: " + told).isEqualTo(expected);
        assertThat(told).as("the end comes last").endsWith(states.getLast());
        List<String> ofTheResource =
                told.stream().filter(type -> !type.startsWith("operation.")).toList();
        assertThat(ofTheResource).as("what was told of the resource").doesNotHaveDuplicates();
    }
}
