/** How everyone speaks with Temporal: payload format, task queues, workflow ids. */
@NullMarked
package io.durastack.workflows.engine;

import org.jspecify.annotations.NullMarked;
