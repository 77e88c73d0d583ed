package io.durastack.proof.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.AnswerSchemas;
import io.durastack.proof.stack.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private static final Path CHECKED_IN = Path.of("..", "docs", "openapi.json");
    private static final JsonMapper PRETTY =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private final RunningApplication dura = new RunningApplication();

    @AfterAll
    void close() {
        dura.close();
    }

    /** A change of the API is seen in review; {@code -Ddura.openapi=write} takes it over. */
    @Test
    void the_document_is_the_one_that_is_checked_in() throws IOException {
        JsonNode served =
                dura.send("GET", "/v3/api-docs", null, Map.of("Authorization", "")).json();
        // Where it is served differs from one installation to the next.
        ((ObjectNode) served).remove("servers");
        String now = PRETTY.writeValueAsString(PRETTY.treeToValue(served, Map.class)) + "\n";
        if ("write".equals(System.getProperty("dura.openapi"))) {
            Files.writeString(CHECKED_IN, now);
        }
        assertThat(now).isEqualTo(Files.readString(CHECKED_IN));
        assertThat(served.at("/openapi").asString()).startsWith("3.1");
    }

    @Test
    void the_page_is_served_without_the_internet() {
        assertThat(dura.text("/swagger-ui/index.html")).contains("swagger-ui-bundle.js");
        assertThat(dura.text("/swagger-ui/swagger-ui-bundle.js")).hasSizeGreaterThan(100_000);
    }

    /** Each answer of each test passes through this validator, so it has to find what is wrong. */
    @Test
    void an_answer_that_is_not_as_described_is_found() {
        AnswerSchemas schemas =
                new AnswerSchemas(dura.send("GET", "/v3/api-docs", null, Map.of()).json());
        JsonMapper json = new JsonMapper();
        assertThat(
                        schemas.complaints(
                                "GET",
                                "/v1/zones",
                                200,
                                json.readTree("{\"items\":[{\"name\":1}]}")))
                .isNotEmpty();
        assertThat(
                        schemas.complaints(
                                "GET",
                                "/v1/zones",
                                200,
                                json.readTree("{\"items\":[],\"more\":1}")))
                .isNotEmpty();
        assertThat(schemas.complaints("GET", "/v1/zones", 200, json.readTree("{\"items\":[]}")))
                .isEmpty();
        assertThat(schemas.complaints("GET", "/v1/zones", 404, json.readTree("{\"code\":\"x\"}")))
                .isNotEmpty();
        assertThat(schemas.complaints("GET", "/v1/unheard-of", 200, json.readTree("{}")))
                .isNotEmpty();
    }
}
