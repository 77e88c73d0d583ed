/** Projects: whose things are whose. */
@NullMarked
package io.durastack.workflows.project;

import org.jspecify.annotations.NullMarked;
