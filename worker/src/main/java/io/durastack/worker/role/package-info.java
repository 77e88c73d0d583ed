/** The roles of a worker: what it takes from which queue. */
@NullMarked
package io.durastack.worker.role;

import org.jspecify.annotations.NullMarked;
