/**
 * Real hosts to test against: what {@code lab/lab up} started. Without them the tests are skipped.
 */
@NullMarked
package io.durastack.kvm.lab;

import org.jspecify.annotations.NullMarked;
