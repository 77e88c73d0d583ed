/** Starts accepted operations in the engine. */
@NullMarked
package io.durastack.api.dispatch;

import org.jspecify.annotations.NullMarked;
