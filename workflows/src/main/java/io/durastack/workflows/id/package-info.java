/**
 * Typed ids: one record per kind, so that a host id cannot pass for a VM id. They travel as plain
 * strings.
 */
@NullMarked
package io.durastack.workflows.id;

import org.jspecify.annotations.NullMarked;
