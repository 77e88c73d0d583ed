/** Tests of the package of this name. */
@NullMarked
package io.durastack.standalone.crash;

import org.jspecify.annotations.NullMarked;
