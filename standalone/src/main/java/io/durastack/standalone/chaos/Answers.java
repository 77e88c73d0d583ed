package io.durastack.standalone.chaos;

import io.durastack.standalone.demo.ApiClient;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which answers the model allows: status, and code of a problem. Where nobody else was at work the
 * answer is one of few; where somebody was, it is any that some order of the requests allows.
 */
final class Answers {

    private static final String BUSY = "409 operation_in_progress";
    private static final String NONE = "404 not_found";

    private Answers() {}

    /** How an answer is written here. */
    static String text(ApiClient.Answer answer) {
        return answer.status() < 300
                ? Integer.toString(answer.status())
                : answer.status() + " " + answer.body().path("code").asString("");
    }

    /**
     * All that may be answered.
     *
     * @param name of what would be made
     * @param sure whether all that the request refers to is there for certain
     * @param undisturbed whether nobody else was at work from before the request until after the
     *     answer
     */
    static Set<String> allowed(
            Kind kind, Act act, String name, boolean sure, Slot.Visit visit, boolean undisturbed) {
        Set<String> allowed = new HashSet<>();
        if (act == Act.CREATE) {
            create(kind, visit.names().contains(name), sure, undisturbed, allowed);
        } else if (undisturbed) {
            exact(kind, act, visit, allowed);
        } else {
            exactWhere(kind, act, allowed);
        }
        return allowed;
    }

    /**
     * What may be answered besides, or instead, to one who waits for the end, or who knows the
     * thing as it never was.
     */
    static void besides(Map<String, String> with, Set<String> allowed) {
        if (with.containsKey("stale") && allowed.remove("200")) {
            allowed.remove("409 name_taken");
            allowed.add("412 etag_mismatch");
        }
        if (with.containsKey("wait") && allowed.contains("202")) {
            allowed.add("200");
            allowed.add("201");
            allowed.add("409 operation_failed");
            allowed.add("409 no_capacity");
        }
    }

    /** What may be answered besides when a host was declared lost that the VM may be on. */
    static void afterLosses(Act act, Set<String> allowed) {
        if (allowed.contains("202") && (act == Act.START || act == Act.REBOOT)) {
            allowed.add("409 conflict");
        }
    }

    private static void create(
            Kind kind, boolean taken, boolean sure, boolean undisturbed, Set<String> allowed) {
        if (!taken || !undisturbed) {
            allowed.add(kind.byOperation() ? "202" : "201");
        }
        if (taken || !undisturbed) {
            allowed.add("409 name_taken");
        }
        if (kind == Kind.VM) {
            allowed.add("409 no_capacity");
            allowed.add("409 quota_exceeded");
        }
        if (!sure) {
            allowed.add("422 invalid");
        }
    }

    private static void exact(Kind kind, Act act, Slot.Visit visit, Set<String> allowed) {
        if (!visit.there()) {
            allowed.add(NONE);
            return;
        }
        if (act.isPatch()) {
            allowed.add("200");
            taken(act, allowed);
        } else if (act == Act.DECLARE_LOST) {
            allowed.add("200");
        } else if (act == Act.DELETE) {
            delete(kind, visit.protectedFromDelete(), allowed);
        } else if (act == Act.REBOOT && visit.state() != Thing.State.RUNNING) {
            allowed.add("409 conflict");
        } else {
            allowed.add("202");
            if (act == Act.START && visit.owing()) {
                allowed.add("409 conflict");
            }
        }
    }

    private static void delete(Kind kind, boolean isProtected, Set<String> allowed) {
        if (isProtected) {
            allowed.add("409 protected");
            return;
        }
        allowed.add(kind.byOperation() ? "202" : "204");
        if (kind != Kind.VM) {
            allowed.add("409 in_use");
        }
        if (kind == Kind.HOST) {
            // Its debts are being paid: an operation that nobody asked for.
            allowed.add(BUSY);
        }
    }

    private static void taken(Act act, Set<String> allowed) {
        if (act == Act.RENAME) {
            allowed.add("409 name_taken");
        }
    }

    private static void exactWhere(Kind kind, Act act, Set<String> allowed) {
        allowed.add(NONE);
        if (act.isPatch()) {
            allowed.add("200");
            taken(act, allowed);
            return;
        }
        if (act == Act.DECLARE_LOST) {
            allowed.add("200");
            // It is still being added.
            allowed.add("409 conflict");
            return;
        }
        allowed.add(BUSY);
        if (act == Act.DELETE) {
            delete(kind, true, allowed);
            delete(kind, false, allowed);
        } else {
            allowed.add("202");
            if (act != Act.STOP) {
                allowed.add("409 conflict");
            }
        }
    }
}
