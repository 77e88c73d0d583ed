@NullMarked
package io.durastack.inventory.vm;

import org.jspecify.annotations.NullMarked;
