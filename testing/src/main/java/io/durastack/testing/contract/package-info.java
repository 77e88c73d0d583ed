/** What every world has to keep, as suites to inherit. */
@NullMarked
package io.durastack.testing.contract;

import org.jspecify.annotations.NullMarked;
