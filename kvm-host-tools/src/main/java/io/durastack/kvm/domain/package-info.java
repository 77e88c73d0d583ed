/**
 * Domains on a host: what one shall be, its XML written and read back, and the verbs that start,
 * stop and remove it under its turn.
 */
@NullMarked
package io.durastack.kvm.domain;

import org.jspecify.annotations.NullMarked;
