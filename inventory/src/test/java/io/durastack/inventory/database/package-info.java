/** Tests of encryption at rest. */
@NullMarked
package io.durastack.inventory.database;

import org.jspecify.annotations.NullMarked;
