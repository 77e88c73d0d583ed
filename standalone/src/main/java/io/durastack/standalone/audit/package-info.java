/**
 * Compares what the inventory says with what the hosts hold, both ways, and each counter with what
 * it counts. It reads, and repairs nothing.
 */
@NullMarked
package io.durastack.standalone.audit;

import org.jspecify.annotations.NullMarked;
