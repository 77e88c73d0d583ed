/** The simulated world by itself. */
@NullMarked
package io.durastack.simulator;

import org.jspecify.annotations.NullMarked;
