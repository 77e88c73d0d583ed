package io.durastack.worker;

import com.zaxxer.hikari.HikariDataSource;
import io.durastack.inventory.database.DatabaseSettings;
import io.durastack.inventory.database.InventoryDatabase;
import io.durastack.inventory.host.HostNetworks;
import io.durastack.inventory.operation.OperationNames;
import io.durastack.simulator.SimulatedDataCentre;
import io.durastack.worker.role.PoolSteps;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The simulated data centre, where the worker has that role. Its database is no bean: it is the
 * world's own affair.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${durastack.worker.roles:}'.contains('simulator')")
@EnableConfigurationProperties(WorldSettings.class)
class SimulatorConfiguration {

    /** Closes the world's connections when the worker goes. */
    record World(HikariDataSource database, PoolSteps steps) implements AutoCloseable {

        @Override
        public void close() {
            database.close();
        }
    }

    @Bean
    World simulatedWorld(WorldSettings settings, JdbcClient inventory) {
        HikariDataSource database =
                InventoryDatabase.open(
                        new DatabaseSettings(
                                settings.url(),
                                settings.username(),
                                settings.password(),
                                settings.connections()));
        SimulatedDataCentre.migrate(database);
        SimulatedDataCentre world =
                new SimulatedDataCentre(
                        database, new HostNetworks(inventory), new OperationNames(inventory));
        return new World(database, new PoolSteps("simulator", world.activities(), false));
    }

    @Bean
    PoolSteps simulatorSteps(World simulatedWorld) {
        return simulatedWorld.steps();
    }
}
