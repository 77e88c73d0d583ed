package io.durastack.proof.api;

import static io.durastack.proof.stack.SimulatedZone.created;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensTest {

    private final SimulatedZone zone = new SimulatedZone(1);

    @AfterAll
    void close() {
        zone.close();
    }

    private Answer make(String name, String scope) {
        Answer made = zone.post("/v1/tokens", "{'name':'" + name + "','scope':'" + scope + "'}");
        created(made);
        return made;
    }

    private Answer as(Answer token, String method, String path, String json) {
        return zone.dura()
                .send(
                        method,
                        path,
                        json.replace('\'', '"'),
                        Map.of("Authorization", "Bearer " + token.text("/token")));
    }

    @Test
    void a_token_reaches_as_far_as_its_scope() {
        Answer reader = make("reader", "read");
        Answer operator = make("operator", "operate");

        assertThat(as(reader, "GET", "/v1/vms", "").status()).isEqualTo(200);
        problem(as(reader, "POST", "/v1/vms", vm("no")), 403, "forbidden");
        assertThat(as(operator, "POST", "/v1/vms", vm("yes")).status()).isEqualTo(202);
        problem(as(operator, "POST", "/v1/zones", "{'name':'mine'}"), 403, "forbidden");
        problem(as(operator, "GET", "/v1/tokens", ""), 403, "forbidden");
    }

    @Test
    void a_revoked_token_is_refused_and_its_secret_is_nowhere() {
        Answer token = make("short-lived", "read");
        assertThat(as(token, "GET", "/v1/zones", "").status()).isEqualTo(200);

        assertThat(zone.dura().delete("/v1/tokens/" + token.text("/id")).status()).isEqualTo(204);

        problem(as(token, "GET", "/v1/zones", ""), 401, "unauthenticated");
        assertThat(zone.dura().get("/v1/tokens").json().toString())
                .contains("short-lived")
                .doesNotContain(token.text("/token"));
    }

    @Test
    void the_audit_names_who_was_refused() {
        Answer reader = make("curious", "read");
        problem(as(reader, "DELETE", "/v1/zones/sim-1", ""), 403, "forbidden");

        Awaitility.await("the audit to be written")
                .atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                zone.inventory()
                                        .sql(
                                                "select status || ' ' || code from audit where actor = 'curious' and method = 'DELETE'")
                                        .query((row, index) -> row.getString(1))
                                        .list(),
                        List.of("403 forbidden")::equals);
    }

    @Test
    void health_wants_no_token() {
        Answer health = zone.dura().send("GET", "/healthz", null, Map.of("Authorization", ""));
        assertThat(health.status()).isEqualTo(200);
        assertThat(zone.dura().get("/v1/capabilities").text("/api")).isEqualTo("v1");
    }
}
