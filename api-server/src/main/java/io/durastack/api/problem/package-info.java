/** Errors as problem documents (RFC 9457), with a code and what to do. */
@NullMarked
package io.durastack.api.problem;

import org.jspecify.annotations.NullMarked;
