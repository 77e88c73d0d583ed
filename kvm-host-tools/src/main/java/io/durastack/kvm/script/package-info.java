/**
 * The closed set of helper scripts that run on a host: their text and version, and how to call them
 * and read their failures. Nothing else of ours is ever run there.
 */
@NullMarked
package io.durastack.kvm.script;

import org.jspecify.annotations.NullMarked;
