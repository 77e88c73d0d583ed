/** Routes of images. */
@NullMarked
package io.durastack.api.image;

import org.jspecify.annotations.NullMarked;
