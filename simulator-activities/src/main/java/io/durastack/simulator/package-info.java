/** The contracts done by a simulated data centre, with faults. */
@NullMarked
package io.durastack.simulator;

import org.jspecify.annotations.NullMarked;
