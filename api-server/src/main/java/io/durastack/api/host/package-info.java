/** Routes of hosts. */
@NullMarked
package io.durastack.api.host;

import org.jspecify.annotations.NullMarked;
