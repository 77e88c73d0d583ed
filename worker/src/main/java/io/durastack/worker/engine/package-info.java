/** The connection of a worker to Temporal. */
@NullMarked
package io.durastack.worker.engine;

import org.jspecify.annotations.NullMarked;
