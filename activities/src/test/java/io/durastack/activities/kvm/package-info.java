/** Tests of the contracts on real hosts, against the lab. */
@NullMarked
package io.durastack.activities.kvm;

import org.jspecify.annotations.NullMarked;
