/** Primary storages: their rows, and the ends of their operations. */
@NullMarked
package io.durastack.inventory.storage;

import org.jspecify.annotations.NullMarked;
