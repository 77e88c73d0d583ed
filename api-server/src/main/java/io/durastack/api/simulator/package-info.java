/** What only a simulated world has: faults on order, and how long its hosts take. */
@NullMarked
package io.durastack.api.simulator;

import org.jspecify.annotations.NullMarked;
