/** Who asks: tokens, request ids, the audit of what was asked. */
@NullMarked
package io.durastack.api.security;

import org.jspecify.annotations.NullMarked;
