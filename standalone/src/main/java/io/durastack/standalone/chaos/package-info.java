/**
 * A random walk over all operations of the API in a simulated zone of its own, beside a model of
 * what each accepted request promises. At rest the model, the inventory and the hosts must agree.
 */
@NullMarked
package io.durastack.standalone.chaos;

import org.jspecify.annotations.NullMarked;
