/** Zones. */
@NullMarked
package io.durastack.workflows.zone;

import org.jspecify.annotations.NullMarked;
