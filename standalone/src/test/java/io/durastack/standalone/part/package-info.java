/** Tests of the package of this name. */
@NullMarked
package io.durastack.standalone.part;

import org.jspecify.annotations.NullMarked;
