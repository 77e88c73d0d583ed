/** Tests of the roles of a worker. */
@NullMarked
package io.durastack.worker.role;

import org.jspecify.annotations.NullMarked;
