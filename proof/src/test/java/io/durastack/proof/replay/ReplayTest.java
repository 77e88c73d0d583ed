package io.durastack.proof.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.engine.Workflows;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run that began with an older build is taken up by this one. Histories of every kind of
 * operation were recorded ({@code HistoriesTest}); each must come to the same decisions still.
 */
class ReplayTest {

    static final Path HISTORIES = Path.of("src", "test", "resources", "histories");

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.list(HISTORIES)) {
            return files.filter(it -> it.toString().endsWith(".json")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void an_old_history_is_replayed(Path file) throws Exception {
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

    @Test
    void each_kind_of_operation_has_a_history() throws IOException {
        assertThat(histories().stream().map(it -> it.getFileName().toString()))
                .contains(
                        "vm.create.json",
                        "vm.create-rolled-back.json",
                        "vm.create-placed-again.json",
                        "vm.delete.json",
                        "vm.delete-with-debts.json",
                        "vm.start.json",
                        "vm.stop.json",
                        "vm.reboot.json",
                        "host.create.json",
                        "host.delete.json",
                        "host.settle.json",
                        "image.create.json");
    }
}
