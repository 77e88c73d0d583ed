/**
 * The conventions of all routes: lists, ETags, merge patches, names or ids, idempotency, waiting.
 */
@NullMarked
package io.durastack.api.rest;

import org.jspecify.annotations.NullMarked;
