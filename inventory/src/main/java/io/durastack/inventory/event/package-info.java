/** Events: what happened to which resource, in the order of commits. */
@NullMarked
package io.durastack.inventory.event;

import org.jspecify.annotations.NullMarked;
