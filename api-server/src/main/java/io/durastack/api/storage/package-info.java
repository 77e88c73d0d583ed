/** Routes of primary storages. */
@NullMarked
package io.durastack.api.storage;

import org.jspecify.annotations.NullMarked;
