/**
 * What can go wrong: a few kinds that decide retries and HTTP status, and codes that decide words.
 */
@NullMarked
package io.durastack.workflows.failure;

import org.jspecify.annotations.NullMarked;
