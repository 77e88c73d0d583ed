/** The rows of networks and their addresses. */
@NullMarked
package io.durastack.inventory.network;

import org.jspecify.annotations.NullMarked;
