package io.durastack.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** A worker as a process of its own. Its web port carries health and metrics only. */
@SpringBootApplication(scanBasePackages = "io.durastack.worker.none")
@PropertySource("classpath:durastack-worker.properties")
@Import(WorkerConfiguration.class)
public class WorkerApplication {

    /**
     * Starts the worker; it ends when it is told to, with SIGTERM, after handing back what it
     * holds.
     */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(WorkerApplication.class);
        application.addListeners(new EndWhenBroken());
        application.run(arguments);
    }
}
