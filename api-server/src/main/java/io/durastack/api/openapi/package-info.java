/** How the API describes itself. */
@NullMarked
package io.durastack.api.openapi;

import org.jspecify.annotations.NullMarked;
