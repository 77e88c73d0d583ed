/** What is: the PostgreSQL schema and the statements that read and change it. */
@NullMarked
package io.durastack.inventory;

import org.jspecify.annotations.NullMarked;
