package io.durastack.api;

import io.durastack.api.dispatch.Dispatcher;
import io.durastack.api.dispatch.EngineRuns;
import io.durastack.api.dispatch.Housekeeping;
import io.durastack.api.dispatch.RunStarter;
import io.durastack.api.dispatch.Sweeper;
import io.durastack.api.dispatch.Upkeep;
import io.durastack.api.dispatch.WorldAsker;
import io.durastack.api.host.Settlements;
import io.durastack.api.operation.OperationDefaults;
import io.durastack.inventory.database.InventoryConfiguration;
import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.host.HostKinds;
import io.durastack.inventory.image.ImageKinds;
import io.durastack.inventory.network.NetworkKinds;
import io.durastack.inventory.operation.OperationKind;
import io.durastack.inventory.operation.OperationKinds;
import io.durastack.inventory.operation.OperationOutbox;
import io.durastack.inventory.operation.OperationSweep;
import io.durastack.inventory.storage.StorageKinds;
import io.durastack.inventory.vm.VmKinds;
import io.durastack.workflows.engine.EngineConnection;
import io.durastack.workflows.host.SettleHost;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
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
@EnableConfigurationProperties({
    ApiSettings.class,
    ApiEngineSettings.class,
    UpkeepSettings.class,
    DispatchSettings.class
})
public class ApiConfiguration {

    @Bean(destroyMethod = "close")
    EngineConnection apiEngine(
            ApiEngineSettings settings, ObjectProvider<WorkflowClientInterceptor> interceptors) {
        return EngineConnection.to(
                settings.target(),
                settings.namespace(),
                "api-server@" + ManagementFactory.getRuntimeMXBean().getName(),
                null,
                interceptors.orderedStream().toArray(WorkflowClientInterceptor[]::new));
    }

    @Bean
    OperationOutbox operationOutbox(JdbcClient jdbc, DispatchSettings settings) {
        return new OperationOutbox(jdbc, settings.mostInFlight());
    }

    @Bean
    Dispatcher dispatcher(
            OperationOutbox outbox, Transactions transactions, EngineConnection apiEngine) {
        return new Dispatcher(outbox, transactions, new RunStarter(apiEngine.client()));
    }

    @Bean
    EngineRuns engineRuns(EngineConnection apiEngine, UpkeepSettings settings) {
        return new EngineRuns(apiEngine.client(), settings.missingBuild());
    }

    @Bean
    OperationKinds operationKinds(JdbcClient jdbc) {
        List<OperationKind> kinds = new ArrayList<>(VmKinds.all(jdbc));
        kinds.addAll(HostKinds.all(jdbc));
        kinds.addAll(ImageKinds.all(jdbc));
        kinds.addAll(NetworkKinds.all(jdbc));
        kinds.addAll(StorageKinds.all(jdbc));
        return new OperationKinds(kinds);
    }

    @Bean
    Upkeep upkeep(
            JdbcClient jdbc,
            Transactions transactions,
            EngineRuns runs,
            Dispatcher dispatcher,
            OperationDefaults defaults,
            UpkeepSettings settings) {
        return new Upkeep(
                List.of(
                        new Sweeper(new OperationSweep(jdbc), transactions, runs, settings.sweep()),
                        new Settlements(
                                jdbc,
                                transactions,
                                dispatcher,
                                defaults.policy(),
                                defaults.deadline(SettleHost.KIND),
                                settings.settlements()),
                        new Housekeeping(
                                jdbc,
                                transactions,
                                settings.housekeeping(),
                                settings.eventDays(),
                                settings.auditDays())));
    }

    @Bean
    WorldAsker worldAsker(EngineConnection apiEngine) {
        return new WorldAsker(apiEngine.client());
    }
}
