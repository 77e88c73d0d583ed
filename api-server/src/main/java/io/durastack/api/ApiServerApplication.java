package io.durastack.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The API server as a process of its own. */
@SpringBootApplication(scanBasePackages = "io.durastack.api.none")
@Import(ApiConfiguration.class)
public class ApiServerApplication {

    /** Starts the server; it ends when it is told to, with SIGTERM. */
    public static void main(String[] arguments) {
        SpringApplication.run(ApiServerApplication.class, arguments);
    }
}
