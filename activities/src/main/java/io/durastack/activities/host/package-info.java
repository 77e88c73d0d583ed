/** The steps of a host in the inventory. */
@NullMarked
package io.durastack.activities.host;

import org.jspecify.annotations.NullMarked;
