package io.durastack.standalone.stress;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/**
 * The shape of the creation of a VM with nothing in it: a local step, two remote ones, a local one.
 */
@WorkflowInterface
public interface EmptyShape {

    String QUEUE = "engine-alone";

    @WorkflowMethod
    void run(String text);

    /** Steps that do nothing. */
    @ActivityInterface
    interface Nothing {
        String nothing(String text);
    }

    /** The one implementation. */
    final class Does implements Nothing {
        @Override
        public String nothing(String text) {
            return text;
        }
    }

    /** The workflow. */
    final class Implementation implements EmptyShape {

        private final Nothing local =
                Workflow.newLocalActivityStub(
                        Nothing.class,
                        LocalActivityOptions.newBuilder()
                                .setStartToCloseTimeout(Duration.ofSeconds(30))
                                .build());
        private final Nothing remote =
                Workflow.newActivityStub(
                        Nothing.class,
                        ActivityOptions.newBuilder()
                                .setTaskQueue(QUEUE + "-steps")
                                .setStartToCloseTimeout(Duration.ofMinutes(2))
                                .build());

        @Override
        public void run(String text) {
            String placed = local.nothing(text);
            String prepared = remote.nothing(placed);
            String started = remote.nothing(prepared);
            String _ = local.nothing(started);
        }
    }
}
