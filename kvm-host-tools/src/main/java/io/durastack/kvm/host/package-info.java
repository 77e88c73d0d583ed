/** What makes a machine a host of ours, lets it go again, and what it says about itself. */
@NullMarked
package io.durastack.kvm.host;

import org.jspecify.annotations.NullMarked;
