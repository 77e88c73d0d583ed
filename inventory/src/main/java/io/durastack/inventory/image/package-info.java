/** Images: their rows while they are added, and afterwards. */
@NullMarked
package io.durastack.inventory.image;

import org.jspecify.annotations.NullMarked;
