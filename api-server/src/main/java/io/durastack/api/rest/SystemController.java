package io.durastack.api.rest;

import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a client asks before anything else. */
@RestController
class SystemController {

    /** What this server can do, for clients that have to cope with several versions. */
    record Capabilities(
            String api,
            List<String> pools,
            List<String> conventions,
            Map<String, Integer> limits) {}

    /** Alive, and no more: what a load balancer asks many times a minute. Wants no token. */
    @GetMapping("/healthz")
    Map<String, String> health() {
        return Map.of("status", "ok");
    }

    @GetMapping("/v1/capabilities")
    Capabilities capabilities() {
        return new Capabilities(
                "v1",
                List.of("kvm", "simulator"),
                List.of(
                        "problem+json",
                        "idempotency-key",
                        "prefer-wait",
                        "etag",
                        "labels",
                        "keyset-lists",
                        "events"),
                Map.of("listLimit", 500, "labels", 64, "waitSeconds", 60));
    }
}
