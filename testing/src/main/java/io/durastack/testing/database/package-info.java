/** Real PostgreSQL for tests: one server per JVM, a fresh database for whoever asks. */
@NullMarked
package io.durastack.testing.database;

import org.jspecify.annotations.NullMarked;
