package io.durastack.inventory.operation;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds of operations, by name. */
public final class OperationKinds {

    private final Map<String, OperationKind> byName;

    public OperationKinds(Collection<OperationKind> kinds) {
        this.byName =
                kinds.stream().collect(Collectors.toMap(OperationKind::name, Function.identity()));
    }

    /** The kind of this name; every operation that was accepted has one. */
    public OperationKind named(String name) {
        return Objects.requireNonNull(byName.get(name), () -> "no operation kind " + name);
    }

    /** All names. */
    public Collection<String> names() {
        return byName.keySet();
    }
}
