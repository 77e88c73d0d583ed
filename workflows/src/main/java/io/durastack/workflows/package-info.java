/** What an operation does: workflows, the contracts they call, the records that travel. */
@NullMarked
package io.durastack.workflows;

import org.jspecify.annotations.NullMarked;
