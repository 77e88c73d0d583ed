/** Instance offerings: the sizes a VM can have. */
@NullMarked
package io.durastack.workflows.offering;

import org.jspecify.annotations.NullMarked;
