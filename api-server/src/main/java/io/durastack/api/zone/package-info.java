/** Routes of zones. */
@NullMarked
package io.durastack.api.zone;

import org.jspecify.annotations.NullMarked;
