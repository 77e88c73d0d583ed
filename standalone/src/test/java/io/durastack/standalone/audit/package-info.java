/** Tests of the audit. */
@NullMarked
package io.durastack.standalone.audit;

import org.jspecify.annotations.NullMarked;
