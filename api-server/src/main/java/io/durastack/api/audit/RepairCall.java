package io.durastack.api.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that repairs a difference.
 *
 * @param body JSON; null for none
 * @param effect what it does, and what may come after it
 */
public record RepairCall(String method, String path, @Nullable Map<String, ?> body, String effect) {

    static RepairCall stop(Object vm, String effect) {
        return new RepairCall("POST", "/v1/vms/" + vm + ":stop", null, effect);
    }

    static RepairCall repair(Repair.Thing thing, Object host, String effect) {
        return new RepairCall(
                "POST",
                "/v1/audit:repair",
                Map.of("host", host, "things", java.util.List.of(thing)),
                effect);
    }
}
