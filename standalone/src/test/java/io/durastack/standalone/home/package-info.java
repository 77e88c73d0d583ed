/** Tests of the home of an installation. */
@NullMarked
package io.durastack.standalone.home;

import org.jspecify.annotations.NullMarked;
