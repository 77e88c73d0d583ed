package io.durastack.api;

import io.durastack.api.dispatch.Dispatcher;
import io.durastack.api.dispatch.RunStarter;
import io.durastack.inventory.database.InventoryConfiguration;
import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.operation.OperationOutbox;
import io.durastack.workflows.engine.EngineConnection;
import java.lang.management.ManagementFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the API server together. It sees the inventory and the engine, and nothing of any world. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:durastack-api.properties")
@ComponentScan("io.durastack.api")
@Import(InventoryConfiguration.class)
@EnableConfigurationProperties({ApiSettings.class, ApiEngineSettings.class})
public class ApiConfiguration {

    @Bean(destroyMethod = "close")
    EngineConnection apiEngine(ApiEngineSettings settings) {
        return EngineConnection.to(
                settings.target(),
                settings.namespace(),
                "api-server@" + ManagementFactory.getRuntimeMXBean().getName(),
                null);
    }

    @Bean
    OperationOutbox operationOutbox(JdbcClient jdbc) {
        return new OperationOutbox(jdbc);
    }

    @Bean
    Dispatcher dispatcher(
            OperationOutbox outbox, Transactions transactions, EngineConnection apiEngine) {
        return new Dispatcher(outbox, transactions, new RunStarter(apiEngine.client()));
    }
}
