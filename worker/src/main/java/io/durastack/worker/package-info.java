/** Hosts workflows and activities, by role. */
@NullMarked
package io.durastack.worker;

import org.jspecify.annotations.NullMarked;
