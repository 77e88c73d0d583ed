/**
 * The simulated data centre: a world that keeps hosts, domains, volumes and bridges in a database
 * of its own, outlives its workers as real hosts do, and fails in every way that real ones do.
 */
@NullMarked
package io.durastack.simulator;

import org.jspecify.annotations.NullMarked;
