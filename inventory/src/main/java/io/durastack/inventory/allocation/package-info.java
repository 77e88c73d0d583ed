/**
 * Capacity, room and addresses, granted under contention: grants are rows, counters follow them.
 */
@NullMarked
package io.durastack.inventory.allocation;

import org.jspecify.annotations.NullMarked;
