/**
 * Kills parts of an installation with hundreds of operations in flight, and looks whether anything
 * was lost.
 */
@NullMarked
package io.durastack.standalone.crash;

import org.jspecify.annotations.NullMarked;
