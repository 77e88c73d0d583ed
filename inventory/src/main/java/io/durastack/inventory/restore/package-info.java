/** What becomes of an installation whose database was restored from a backup. */
@NullMarked
package io.durastack.inventory.restore;

import org.jspecify.annotations.NullMarked;
