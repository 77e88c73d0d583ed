/**
 * Primary storages on a host, the volumes on them, and the cache of base images that they lie on.
 */
@NullMarked
package io.durastack.kvm.storage;

import org.jspecify.annotations.NullMarked;
