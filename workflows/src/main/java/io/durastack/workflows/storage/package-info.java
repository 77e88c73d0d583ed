/** Primary storages, and the volumes on them. */
@NullMarked
package io.durastack.workflows.storage;

import org.jspecify.annotations.NullMarked;
