/** Routes of instance offerings. */
@NullMarked
package io.durastack.api.offering;

import org.jspecify.annotations.NullMarked;
