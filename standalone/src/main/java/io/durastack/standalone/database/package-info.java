/** A PostgreSQL of our own, for a machine that has none. */
@NullMarked
package io.durastack.standalone.database;

import org.jspecify.annotations.NullMarked;
