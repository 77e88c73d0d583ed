package io.durastack.standalone.crash;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What had to be tried again in a run, as its history tells. */
public final class Attempts {

    private final WorkflowClient engine;

    public Attempts(WorkflowClient engine) {
        this.engine = engine;
    }

    /**
     * Something that was tried again.
     *
     * @param identity of the worker that had it; empty where the history does not tell
     * @param began when it was given to a worker, or could have been
     * @param noticed when it was known to be lost, at the latest
     */
    public record Lost(String identity, Instant began, Instant noticed, String what) {

        /** Whether the end of this process may be the reason. */
        boolean by(Storm.Stopped stopped) {
            boolean had =
                    identity.isEmpty() || identity.startsWith("worker@" + stopped.pid() + "@");
            return had && began.isBefore(stopped.gone()) && noticed.isAfter(stopped.gone());
        }
    }

    /**
     * Each step that took more than one try, and each workflow task that a worker took and did not
     * bring back. An operation that ended before it was started has no run, and none of them.
     */
    public List<Lost> again(String workflowId) {
        List<Lost> again = new ArrayList<>();
        Map<Long, HistoryEvent> events = new HashMap<>();
        for (HistoryEvent event : events(workflowId)) {
            events.put(event.getEventId(), event);
            switch (event.getEventType()) {
                case EVENT_TYPE_ACTIVITY_TASK_STARTED -> {
                    var started = event.getActivityTaskStartedEventAttributes();
                    if (started.getAttempt() > 1) {
                        again.add(
                                lost(
                                        "",
                                        events.get(started.getScheduledEventId()),
                                        event,
                                        workflowId
                                                + ": a step was tried "
                                                + started.getAttempt()
                                                + " times: "
                                                + started.getLastFailure().getMessage()));
                    }
                }
                case EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT -> {
                    HistoryEvent started =
                            events.get(
                                    event.getWorkflowTaskTimedOutEventAttributes()
                                            .getStartedEventId());
                    // Without a start it only lay in the queue of a worker for a while.
                    if (started != null) {
                        again.add(
                                lost(
                                        started.getWorkflowTaskStartedEventAttributes()
                                                .getIdentity(),
                                        started,
                                        event,
                                        workflowId + ": a workflow task was not brought back"));
                    }
                }
                default -> {}
            }
        }
        return again;
    }

    private static Lost lost(
            String identity, @Nullable HistoryEvent began, HistoryEvent noticed, String what) {
        return new Lost(
                identity, at(Objects.requireNonNullElse(began, noticed)), at(noticed), what);
    }

    private static Instant at(HistoryEvent event) {
        return Instant.ofEpochSecond(
                event.getEventTime().getSeconds(), event.getEventTime().getNanos());
    }

    private List<HistoryEvent> events(String workflowId) {
        try {
            return engine.fetchHistory(workflowId).getEvents();
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return List.of();
            }
            throw failure;
        }
    }
}
