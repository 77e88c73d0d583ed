/** Tests of the package of this name. */
@NullMarked
package io.durastack.standalone.demo;

import org.jspecify.annotations.NullMarked;
