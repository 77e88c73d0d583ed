/** What the operations of a VM do. */
@NullMarked
package io.durastack.workflows.vm;

import org.jspecify.annotations.NullMarked;
