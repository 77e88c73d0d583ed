/** Tests of the helper scripts: cut after any command. */
@NullMarked
package io.durastack.kvm.script;

import org.jspecify.annotations.NullMarked;
