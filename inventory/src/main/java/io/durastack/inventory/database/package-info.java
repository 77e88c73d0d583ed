/** The connection to PostgreSQL, and transactions on it. */
@NullMarked
package io.durastack.inventory.database;

import org.jspecify.annotations.NullMarked;
