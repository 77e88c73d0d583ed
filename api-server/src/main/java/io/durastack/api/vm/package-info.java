/** Routes of VMs. */
@NullMarked
package io.durastack.api.vm;

import org.jspecify.annotations.NullMarked;
