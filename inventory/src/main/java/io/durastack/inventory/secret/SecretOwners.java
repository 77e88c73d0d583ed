package io.durastack.inventory.secret;

import io.durastack.workflows.host.HostId;
import java.util.UUID;

/** What secrets belong to, spelt the same way where they are sealed and where they are opened. */
public final class SecretOwners {

    private SecretOwners() {}

    /** The private SSH key of a host, {@code host.ssh_key}. */
    public static String hostKey(HostId host) {
        return "host/" + host + "/ssh_key";
    }

    /** A row of {@code user_data}. */
    public static String userData(UUID row) {
        return "user_data/" + row;
    }
}
