package io.durastack.workflows.hypervisor;

import io.durastack.workflows.vm.VmId;
import org.jspecify.annotations.Nullable;

/**
 * A domain as its host sees it.
 *
 * @param incarnation names this run of the guest; another one after each start or reboot. Null
 *     where it does not run.
 */
public record DomainState(VmId vm, Power power, @Nullable String incarnation) {}
