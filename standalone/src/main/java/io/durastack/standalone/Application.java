package io.durastack.standalone;

import io.durastack.api.ApiConfiguration;
import io.durastack.worker.EndWhenBroken;
import io.durastack.worker.WorkerConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** API server and worker in one process. */
@SpringBootApplication(scanBasePackages = "io.durastack.standalone.none")
@Import({ApiConfiguration.class, WorkerConfiguration.class})
public class Application {

    /** Starts it; it ends when it is told to, with SIGTERM. */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(Application.class);
        application.addListeners(new EndWhenBroken());
        application.run(arguments);
    }
}
