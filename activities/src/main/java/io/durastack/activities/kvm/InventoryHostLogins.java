package io.durastack.activities.kvm;

import io.durastack.inventory.secret.SecretBox;
import io.durastack.inventory.secret.SecretOwners;
import io.durastack.kvm.connection.HostEndpoint;
import io.durastack.kvm.connection.HostKeys;
import io.durastack.kvm.failure.HostException;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostConnectionSpec;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.zone.ZoneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ways into hosts, from the inventory. Private keys are opened here, at the moment of use. */
public final class InventoryHostLogins implements HostLogins {

    /** The end of a known_hosts entry: type and base64. */
    private static final Pattern HOST_KEY =
            Pattern.compile("(?:^|\\s)((?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/=]+)(?:\\s|$)");

    private static final Duration LEARNING = Duration.ofSeconds(5);

    private final JdbcClient inventory;
    private final SecretBox secrets;
    private final @Nullable String installationKey;

    /**
     * Logins from the inventory.
     *
     * @param installationKey private key for hosts that have none of their own; null where each has
     *     its own
     */
    public InventoryHostLogins(
            JdbcClient inventory, SecretBox secrets, @Nullable String installationKey) {
        this.inventory = inventory;
        this.secrets = secrets;
        this.installationKey = installationKey;
    }

    @Override
    public Optional<HostLogin> find(HostId host) {
        return inventory
                .sql(
                        """
                        select id, name, address, ssh_port, ssh_user, ssh_host_key, storage_path, ssh_key
                        from host where id = :host and deleted_at is null
                        """)
                .param("host", host.value())
                .query((row, _) -> loginOf(row))
                .optional();
    }

    private HostLogin loginOf(ResultSet row) throws SQLException {
        HostId host = new HostId(row.getObject("id", UUID.class));
        HostConnectionSpec connection =
                new HostConnectionSpec(
                        row.getString("address"),
                        row.getInt("ssh_port"),
                        row.getString("ssh_user"),
                        row.getString("ssh_host_key"),
                        row.getString("storage_path"));
        return login(host, row.getString("name"), connection, row.getBytes("ssh_key"));
    }

    @Override
    public HostLogin with(HostRef host, HostConnectionSpec connection) {
        byte[] sealed =
                inventory
                        .sql("select coalesce(ssh_key, ''::bytea) from host where id = :host")
                        .param("host", host.id().value())
                        .query(byte[].class)
                        .optional()
                        .orElse(new byte[0]);
        return login(host.id(), host.name(), connection, sealed);
    }

    private HostLogin login(
            HostId host, String name, HostConnectionSpec connection, byte @Nullable [] sealed) {
        String key =
                sealed == null || sealed.length == 0
                        ? installationKey
                        : secrets.open(SecretOwners.hostKey(host), sealed);
        if (key == null) {
            throw new StepFailure(
                    FailureCode.HOST_UNSUITABLE,
                    name + ": neither the host nor the installation has a private SSH key");
        }
        return new HostLogin(
                new HostEndpoint(
                        host.value(),
                        connection.address(),
                        connection.port(),
                        connection.user(),
                        key,
                        hostKeyOf(name, connection)),
                connection.storagePath());
    }

    /** A key that nobody accepted is never trusted: it is shown, so that somebody can accept it. */
    private static String hostKeyOf(String name, HostConnectionSpec connection) {
        String accepted = connection.hostKey();
        if (accepted != null) {
            Matcher key = HOST_KEY.matcher(accepted);
            if (key.find()) {
                return key.group(1);
            }
        }
        String shown;
        try {
            shown = HostKeys.learn(connection.address(), connection.port(), LEARNING);
        } catch (HostException failure) {
            throw new StepFailure(
                    KvmFailures.codeOf(failure), name + ": " + failure.getMessage(), failure);
        }
        throw new StepFailure(
                FailureCode.HOST_KEY_UNKNOWN,
                name + " shows the key " + HostKeys.fingerprint(shown) + ", in full: " + shown);
    }

    @Override
    public List<HostRef> ready() {
        return inventory
                .sql(
                        """
                        select id, name, zone_id, pool from host
                        where pool = 'kvm' and state = 'READY' and deleted_at is null order by name
                        """)
                .query((row, _) ->
                        new HostRef(
                                new HostId(row.getObject("id", UUID.class)),
                                row.getString("name"),
                                new ZoneId(row.getObject("zone_id", UUID.class)),
                                row.getString("pool")))
                .list();
    }
}
