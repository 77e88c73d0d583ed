/** The lab of real KVM hosts on this machine, and the checks that run on it through REST. */
@NullMarked
package io.durastack.standalone.lab;

import org.jspecify.annotations.NullMarked;
