/** Routes of L2 and L3 networks. */
@NullMarked
package io.durastack.api.network;

import org.jspecify.annotations.NullMarked;
