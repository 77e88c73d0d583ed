package io.durastack.proof.stack;

import io.durastack.worker.WorkerApplication;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Another worker beside that of a running application, on the same inventory, world and engine. */
public final class SecondWorker implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    /**
     * Starts it.
     *
     * @param more properties, over those that it shares with the application
     */
    public SecondWorker(RunningApplication dura, Map<String, ?> more) {
        Map<String, Object> properties = new LinkedHashMap<>(dura.workerProperties());
        properties.put("server.port", 0);
        properties.putAll(more);
        this.context =
                RunningApplication.start(
                        new SpringApplication(WorkerApplication.class), properties);
    }

    /** How many steps it has done. */
    public long steps() {
        return context.getBean(MeterRegistry.class).find("durastack.step").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** Tells it to stop, as SIGTERM does; returns when it has. */
    @Override
    public void close() {
        context.close();
    }
}
