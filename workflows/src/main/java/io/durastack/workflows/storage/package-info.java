/** Primary storage and the volumes on it. */
@NullMarked
package io.durastack.workflows.storage;

import org.jspecify.annotations.NullMarked;
