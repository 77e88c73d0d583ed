/** The steps in the inventory that every operation has. */
@NullMarked
package io.durastack.activities.operation;

import org.jspecify.annotations.NullMarked;
