package io.durastack.api.audit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What an audit found on a host, and is to be put right.
 *
 * @param host name or id
 */
record Repair(
        @NotBlank String host, @NotEmpty @Size(max = 500) List<@Valid @NotNull Thing> things) {

    /**
     * One thing.
     *
     * @param kind a DOMAIN goes with the volumes that it alone uses; a VOLUME goes alone; of a
     *     BRIDGE all bridges of the host are to be applied anew; a RESERVATION is given back once
     *     nothing is there
     * @param id of the VM or the volume; the name of the bridge
     */
    record Thing(
            @NotNull @Pattern(regexp = "DOMAIN|VOLUME|BRIDGE|RESERVATION") String kind,
            @NotBlank @Size(max = 64) String id) {}
}
