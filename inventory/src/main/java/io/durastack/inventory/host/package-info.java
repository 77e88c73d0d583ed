/** The rows of hosts: how one is added, found and removed. */
@NullMarked
package io.durastack.inventory.host;

import org.jspecify.annotations.NullMarked;
