/**
 * Puts an installation under load, counts what came of it and what it cost, and looks afterwards
 * whether the inventory and the hosts still agree.
 */
@NullMarked
package io.durastack.standalone.stress;

import org.jspecify.annotations.NullMarked;
