/** The steps of an image in the inventory. */
@NullMarked
package io.durastack.activities.image;

import org.jspecify.annotations.NullMarked;
