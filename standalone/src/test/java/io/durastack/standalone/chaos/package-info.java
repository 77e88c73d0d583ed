/** Tests of what needs no installation. */
@NullMarked
package io.durastack.standalone.chaos;

import org.jspecify.annotations.NullMarked;
