/** Old histories, replayed by the workflows as they are now. */
@NullMarked
package io.durastack.proof.replay;

import org.jspecify.annotations.NullMarked;
