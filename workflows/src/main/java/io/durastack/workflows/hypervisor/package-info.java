/** Domains on hosts: the contract that a hypervisor keeps. */
@NullMarked
package io.durastack.workflows.hypervisor;

import org.jspecify.annotations.NullMarked;
