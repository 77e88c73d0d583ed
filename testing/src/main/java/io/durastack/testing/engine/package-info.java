/**
 * A Temporal server for tests: a real one where its binary is found, else the SDK's own in memory.
 */
@NullMarked
package io.durastack.testing.engine;

import org.jspecify.annotations.NullMarked;
