/** Tests of the stress. */
@NullMarked
package io.durastack.standalone.stress;

import org.jspecify.annotations.NullMarked;
