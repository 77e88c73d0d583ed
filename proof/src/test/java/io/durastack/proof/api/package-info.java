/** The REST API, proved from outside. */
@NullMarked
package io.durastack.proof.api;

import org.jspecify.annotations.NullMarked;
