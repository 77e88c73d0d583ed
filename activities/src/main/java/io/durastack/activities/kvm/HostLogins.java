package io.durastack.activities.kvm;

import io.durastack.workflows.host.HostConnectionSpec;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import java.util.List;
import java.util.Optional;

/** Where the ways into hosts are looked up: keys are no part of any request. */
public interface HostLogins {

    /** The way into a host; empty where the inventory does not know it (any more). */
    Optional<HostLogin> find(HostId host);

    /**
     * The way that a request names, with the key that the inventory keeps for the host.
     *
     * @throws io.durastack.workflows.failure.StepFailure {@code HOST_UNSUITABLE} when there is no
     *     key; {@code HOST_KEY_UNKNOWN}, with the key that the machine shows, when none was
     *     accepted
     */
    HostLogin with(HostRef host, HostConnectionSpec connection);

    /** The hosts of this kind of world that are ready. */
    List<HostRef> ready();
}
