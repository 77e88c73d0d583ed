/** The steps of a network in the inventory. */
@NullMarked
package io.durastack.activities.network;

import org.jspecify.annotations.NullMarked;
