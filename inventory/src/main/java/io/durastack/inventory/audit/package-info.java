/** What the rows expect of the worlds, and what an audit found there that no row knows. */
@NullMarked
package io.durastack.inventory.audit;

import org.jspecify.annotations.NullMarked;
