package io.durastack.workflows.hypervisor;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.durastack.workflows.vm.NicId;
import java.util.List;
import java.util.Objects;

/**
 * One network interface of a domain.
 *
 * @param mac colon-separated, lower case
 * @param bridge the bridge of its host that it is plugged into
 * @param addresses that the guest was given. The domain keeps them for whoever finds it when our
 *     rows are gone; they are no part of what makes two specifications the same. What an earlier
 *     build wrote has none.
 */
public record NicSpec(
        NicId id,
        String mac,
        String bridge,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> addresses) {

    public NicSpec {
        addresses = List.copyOf(Objects.requireNonNullElse(addresses, List.of()));
    }
}
