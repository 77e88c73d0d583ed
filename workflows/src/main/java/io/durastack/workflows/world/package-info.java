/**
 * What an audit and an operator want of a world itself: to see all that is in it, and to break a
 * simulated one.
 */
@NullMarked
package io.durastack.workflows.world;

import org.jspecify.annotations.NullMarked;
