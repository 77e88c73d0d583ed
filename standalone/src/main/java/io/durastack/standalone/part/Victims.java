package io.durastack.standalone.part;

import java.util.List;

/**
 * Processes that are killed with SIGKILL, to see what comes of it; their supervisor starts them
 * anew.
 */
public final class Victims {

    /** What can be killed. */
    public static final List<String> KINDS = List.of("worker", "api", "temporal", "postgres");

    private Victims() {}

    /** The processes of a kind that run now. */
    public static List<PartState> of(StateFile state, String kind) {
        return state.read().map(StateFile.Running::parts).orElse(List.of()).stream()
                .filter(part -> is(kind, part.name()))
                .filter(part -> part.process().isPresent())
                .toList();
    }

    private static boolean is(String kind, String part) {
        return switch (kind) {
            case "worker" ->
                    part.startsWith("orchestrator")
                            || part.startsWith("simulator")
                            || part.equals("durastack");
            case "api" -> part.equals("api") || part.startsWith("api-") || part.equals("durastack");
            default -> part.equals(kind);
        };
    }

    /** Tells this very process to stop, if it still is. */
    public static void tellToStop(PartState part) {
        part.process().ifPresent(process -> Stopping.send(process, part.stopSignal()));
    }

    /** Kills this very process, if it still is. */
    public static void kill(PartState part) {
        part.process().ifPresent(ProcessHandle::destroyForcibly);
    }
}
