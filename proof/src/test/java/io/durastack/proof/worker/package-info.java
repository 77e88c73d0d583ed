/** Workers that come and go while operations run. */
@NullMarked
package io.durastack.proof.worker;

import org.jspecify.annotations.NullMarked;
