package io.durastack.kvm.connection;

import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** Something to ask of a host's libvirt. */
@FunctionalInterface
public interface LibvirtCall<T extends @org.jspecify.annotations.Nullable Object> {

    /** Asks it; runs on a platform thread of its own. */
    T ask(Connect libvirt) throws LibvirtException;
}
