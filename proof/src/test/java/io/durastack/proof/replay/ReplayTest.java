package io.durastack.proof.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.engine.Workflows;
import io.durastack.workflows.operation.ForwardOperation;
import io.durastack.workflows.operation.ReversibleOperation;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run that began with an older build is taken up by this one. Histories of every kind of
 * operation were recorded ({@code HistoriesTest}); each must come to the same decisions still.
 */
public class ReplayTest {

    static final Path HISTORIES = Path.of("src", "test", "resources", "histories");

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.list(HISTORIES)) {
            return files.filter(it -> it.toString().endsWith(".json")).sorted().toList();
        }
    }

    /** Does all that older builds did once more. */
    public static void replayAll() throws Exception {
        for (Path history : histories()) {
            replay(history);
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void an_old_history_is_replayed(Path file) throws Exception {
        replay(file);
    }

    private static void replay(Path file) throws Exception {
        WorkflowExecutionHistory history =
                WorkflowExecutionHistory.fromJson(Files.readString(file));
        try (TestWorkflowEnvironment engine =
                TestWorkflowEnvironment.newInstance(
                        TestEnvironmentOptions.newBuilder()
                                .setWorkflowClientOptions(
                                        WorkflowClientOptions.newBuilder()
                                                .setDataConverter(Payloads.converter())
                                                .build())
                                .build())) {
            Worker worker = engine.newWorker(TaskQueues.OPERATIONS);
            worker.registerWorkflowImplementationTypes(Workflows.implementations());
            WorkflowReplayer.replayWorkflowExecution(history, worker);
        }
    }

    static List<Class<?>> implementations() {
        return List.of(Workflows.implementations());
    }

    /**
     * An operation that can be undone has been rolled back, forward and from its rows; one that
     * only goes forward has been held; a question to a world has no branch.
     */
    private static List<String> branches(Class<?> implementation) {
        String kind =
                Arrays.stream(implementation.getInterfaces())
                        .flatMap(it -> Arrays.stream(it.getMethods()))
                        .map(it -> it.getAnnotation(WorkflowMethod.class))
                        .filter(Objects::nonNull)
                        .map(WorkflowMethod::name)
                        .findFirst()
                        .orElseThrow();
        List<String> branches = new ArrayList<>(List.of(kind));
        if (has(implementation, ReversibleOperation.class)) {
            branches.addAll(List.of(kind + "-rolled-back", kind + "-unwound-from-rows"));
        }
        if (has(implementation, ForwardOperation.class)) {
            branches.add(kind + "-held");
        }
        return branches;
    }

    private static boolean has(Class<?> implementation, Class<?> operation) {
        return Arrays.stream(implementation.getDeclaredClasses())
                .anyMatch(operation::isAssignableFrom);
    }

    /** What has to be there: of each operation all that it must have, and branches of its own. */
    static List<String> wanted() {
        return Stream.concat(
                        Arrays.stream(Workflows.implementations())
                                .flatMap(it -> branches(it).stream()),
                        Stream.of(
                                "vm.create-placed-again",
                                "vm.create-held",
                                "vm.create-retried",
                                "vm.create-rollback-held",
                                "vm.create-rolled-back-with-debts",
                                "vm.create-rolled-back-to-search",
                                "vm.stop-held-to-search",
                                "vm.create-cancelled",
                                "vm.create-cancelled-at-finish",
                                "vm.create-superseded",
                                "vm.start-of-running",
                                "vm.start-held",
                                "vm.stop-forced",
                                "vm.delete-with-debts",
                                "image.create-cancelled",
                                "image.create-removes-copies",
                                "l2-network.create-host-left-out",
                                "l2-network.delete-with-debts",
                                "primary-storage.create-host-left-out",
                                "primary-storage.delete-with-debts"))
                .toList();
    }

    static List<String> names() throws IOException {
        return histories().stream()
                .map(it -> it.getFileName().toString().replace(".json", ""))
                .toList();
    }

    @Test
    void each_operation_and_branch_has_a_history() throws IOException {
        assertThat(names()).containsAll(wanted());
    }
}
