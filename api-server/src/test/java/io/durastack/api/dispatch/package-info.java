/** Tests of what looks after operations. */
@NullMarked
package io.durastack.api.dispatch;

import org.jspecify.annotations.NullMarked;
