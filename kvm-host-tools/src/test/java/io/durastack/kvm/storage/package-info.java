/** Tests of images and volumes. */
@NullMarked
package io.durastack.kvm.storage;

import org.jspecify.annotations.NullMarked;
