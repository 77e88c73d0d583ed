/** The REST API. */
@NullMarked
package io.durastack.api;

import org.jspecify.annotations.NullMarked;
