package io.durastack.api.audit;

import java.util.List;
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

    static RepairCall reboot(Object vm) {
        return new RepairCall(
                "POST", "/v1/vms/" + vm + ":reboot", null, "Ends it and starts it anew.");
    }

    static RepairCall delete(Object vm) {
        return new RepairCall(
                "DELETE", "/v1/vms/" + vm, null, "Deletes the VM, whose disk is lost.");
    }

    static RepairCall repair(Repair.Thing thing, Object host, String effect) {
        return new RepairCall(
                "POST", "/v1/audit:repair", Map.of("host", host, "things", List.of(thing)), effect);
    }
}
