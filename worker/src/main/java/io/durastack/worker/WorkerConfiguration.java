package io.durastack.worker;

import io.durastack.activities.InventorySteps;
import io.durastack.activities.fence.StepInterceptor;
import io.durastack.inventory.database.InventoryConfiguration;
import io.durastack.inventory.database.Transactions;
import io.durastack.worker.engine.EngineSettings;
import io.durastack.worker.engine.WorkerEngine;
import io.durastack.worker.role.HostRole;
import io.durastack.worker.role.HungCallsWatch;
import io.durastack.worker.role.OrchestratorRole;
import io.durastack.worker.role.PoolSteps;
import io.durastack.worker.role.RoleLifecycle;
import io.durastack.worker.role.WorkerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.common.interceptors.WorkerInterceptor;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts a worker together from its roles. */
@Configuration(proxyBeanMethods = false)
@Import({InventoryConfiguration.class, SimulatorConfiguration.class, KvmConfiguration.class})
@EnableConfigurationProperties({EngineSettings.class, WorkerSettings.class})
public class WorkerConfiguration {

    @Bean(destroyMethod = "close")
    WorkerEngine workerEngine(EngineSettings settings, MeterRegistry meters) {
        return new WorkerEngine(settings, meters);
    }

    @Bean
    StepInterceptor stepInterceptor(JdbcClient jdbc, MeterRegistry meters) {
        return new StepInterceptor(jdbc, meters);
    }

    /**
     * Interceptors are in their order; the one that stands before every step is the last, and so
     * the outermost.
     */
    @Bean
    RoleLifecycle roleLifecycle(
            WorkerEngine engine,
            WorkerSettings settings,
            ObjectProvider<WorkerInterceptor> beans,
            JdbcClient jdbc,
            Transactions transactions,
            ObjectProvider<PoolSteps> pools,
            ApplicationEventPublisher events) {
        List<WorkerInterceptor> interceptors = beans.orderedStream().toList();
        List<RoleLifecycle.Role> roles = new ArrayList<>();
        if (settings.has("orchestrator")) {
            roles.add(
                    new OrchestratorRole(
                            engine,
                            settings,
                            interceptors,
                            InventorySteps.all(jdbc, transactions)));
        }
        pools.forEach(pool -> roles.add(new HostRole(engine, settings, interceptors, jdbc, pool)));
        return new RoleLifecycle(roles, new HungCallsWatch(pools.stream().toList(), events));
    }
}
