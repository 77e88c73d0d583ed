/** The rows of a VM, from its acceptance to its end. */
@NullMarked
package io.durastack.inventory.vm;

import org.jspecify.annotations.NullMarked;
