/** Contract suites to inherit, database and Temporal fixtures. */
@NullMarked
package io.durastack.testing;

import org.jspecify.annotations.NullMarked;
