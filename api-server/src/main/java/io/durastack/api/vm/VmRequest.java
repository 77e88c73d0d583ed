package io.durastack.api.vm;

import io.durastack.api.rest.Checks;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to ask for a VM.
 *
 * @param zone that of the image where it is not given
 * @param hostname what the guest calls itself; the name where it is not given
 * @param rootBytes size of the root volume; that of the offering, or of the image if it is larger,
 *     where it is not given
 * @param networks one NIC each, in this order
 * @param sshKeys public keys for the guest's first user
 * @param userData given to the guest at its first start, as cloud-init reads it; kept encrypted,
 *     and never shown again
 * @param onFailure ROLL_BACK or HOLD
 */
record VmRequest(
        @NotNull @Pattern(regexp = Checks.NAME, message = Checks.NAME_RULE) String name,
        @Size(max = 1000) @Nullable String description,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable Boolean deleteProtection,
        @Nullable String zone,
        @Pattern(
                        regexp = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
                        message = "must be a host name of one label")
                @Nullable String hostname,
        @NotBlank String image,
        @NotBlank String offering,
        @Min(1048576) @Nullable Long rootBytes,
        @NotEmpty @Size(max = 8) List<String> networks,
        @Size(max = 64)
                @Nullable
                        List<
                                @Pattern(
                                        regexp =
                                                "(ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+=*( [^\\p{Cntrl}]{0,200})?",
                                        message = "must be a public SSH key, on one line")
                                String>
                        sshKeys,
        @Size(min = 1, max = 65536) @Nullable String userData,
        @Pattern(regexp = "ROLL_BACK|HOLD", message = "must be ROLL_BACK or HOLD")
                @Nullable String onFailure) {

    /** Without the user data. */
    @Override
    public String toString() {
        return "VmRequest[" + name + "]";
    }
}
