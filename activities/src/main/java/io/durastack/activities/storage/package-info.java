/** The steps of a primary storage in the inventory. */
@NullMarked
package io.durastack.activities.storage;

import org.jspecify.annotations.NullMarked;
