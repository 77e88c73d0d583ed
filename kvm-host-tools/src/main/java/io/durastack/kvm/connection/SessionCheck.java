package io.durastack.kvm.connection;

import io.durastack.kvm.failure.HostException;
import java.util.function.Function;

/**
 * What each new libvirt connection has to pass before anybody may use it. What makes a host safe to
 * work on can be taken away while nobody looks, and it is cheap to look each time.
 */
@FunctionalInterface
public interface SessionCheck {

    /**
     * Looks at a new connection.
     *
     * @param commands runs a command on the host
     * @throws HostException when the host is not to be used
     */
    void pass(LibvirtAsker libvirt, Function<Command, CommandResult> commands);

    /** Asks the connection that is being checked. */
    interface LibvirtAsker {

        /**
         * Asks one thing.
         *
         * @param doing what is tried, for messages
         */
        <T extends @org.jspecify.annotations.Nullable Object> T ask(
                String doing, LibvirtCall<T> call);
    }
}
