/** Hosts workflows and steps, by role: orchestrator, kvm, simulator. */
@NullMarked
package io.durastack.worker;

import org.jspecify.annotations.NullMarked;
