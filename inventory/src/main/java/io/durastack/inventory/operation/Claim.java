package io.durastack.inventory.operation;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Holds one aspect of a resource for an operation, alone or with others. */
public record Claim(String resourceKind, UUID resourceId, Aspect aspect, boolean exclusive) {

    /** All aspects, alone: what makes a resource or takes it away. */
    public static List<Claim> whole(String resourceKind, UUID resourceId) {
        return Arrays.stream(Aspect.values())
                .map(aspect -> new Claim(resourceKind, resourceId, aspect, true))
                .toList();
    }

    /** One aspect, alone. */
    public static Claim exclusive(String resourceKind, UUID resourceId, Aspect aspect) {
        return new Claim(resourceKind, resourceId, aspect, true);
    }
}
