/** The steps of operations, done for real: in the inventory, and on KVM hosts. */
@NullMarked
package io.durastack.activities;

import org.jspecify.annotations.NullMarked;
