package io.durastack.workflows.hypervisor;

import io.durastack.workflows.vm.NicId;

/**
 * One network interface of a domain.
 *
 * @param mac colon-separated, lower case
 * @param bridge the bridge of its host that it is plugged into
 */
public record NicSpec(NicId id, String mac, String bridge) {}
