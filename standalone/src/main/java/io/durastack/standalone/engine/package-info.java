/** Temporal, found or built. */
@NullMarked
package io.durastack.standalone.engine;

import org.jspecify.annotations.NullMarked;
