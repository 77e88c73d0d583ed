/** What is owed to hosts that did not answer. */
@NullMarked
package io.durastack.api.debt;

import org.jspecify.annotations.NullMarked;
