/** The contracts done on real KVM hosts. */
@NullMarked
package io.durastack.activities.kvm;

import org.jspecify.annotations.NullMarked;
