package io.durastack.inventory.allocation;

import io.durastack.workflows.network.L3NetworkId;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.vm.NicId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Grants addresses: an address is a row of free_address or a row of nic_address, and one statement
 * moves it.
 */
public final class AddressAllocator {

    private static final String GRANT =
            """
            with taken as (
                delete from free_address where (l3_network_id, address) = (
                    select l3_network_id, address from free_address where l3_network_id = :network
                    order by address limit 1 for update %s)
                returning l3_network_id, address
            )
            insert into nic_address (l3_network_id, address, nic_id, family, operation_id)
            select l3_network_id, address, :nic, family(address), :operation from taken
            returning host(address)
            """;

    private final JdbcClient jdbc;

    public AddressAllocator(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Grants the lowest free address that nobody else is taking. One that was skipped may come back
     * when its taker rolls back, so an empty answer is asked for once more, waiting.
     */
    public Optional<String> grant(L3NetworkId network, NicId nic, OperationId operation) {
        return grant(network, nic, operation, "skip locked")
                .or(() -> grant(network, nic, operation, ""));
    }

    private Optional<String> grant(
            L3NetworkId network, NicId nic, OperationId operation, String mode) {
        return jdbc.sql(GRANT.formatted(mode))
                .param("network", network.value())
                .param("nic", nic.value())
                .param("operation", operation.value())
                .query(String.class)
                .optional();
    }
}
