package io.durastack.proof.stack;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the API says of its answers. Stricter than the document: a field that is not described is an
 * error here, although clients have to tolerate it.
 */
public final class AnswerSchemas {

    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode document;
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /** Reads them from the document. */
    public AnswerSchemas(JsonNode openApi) {
        this.document = (ObjectNode) openApi.deepCopy();
        document.at("/components/schemas").values().forEach(AnswerSchemas::close);
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    /** What is wrong with an answer; empty when it is as described. */
    public List<String> complaints(String method, String path, int status, JsonNode answer) {
        Optional<JsonNode> described = described(method, path);
        if (described.isEmpty()) {
            // Nothing is described of a route that does not exist, but that it is a problem.
            return status == 404
                    ? validate(ref("Problem"), answer)
                    : List.of("there is no such route in the document");
        }
        JsonNode responses = described.get();
        JsonNode response =
                responses.has(Integer.toString(status))
                        ? responses.get(Integer.toString(status))
                        : responses.path("default");
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            return List.of("the document has no content for " + status);
        }
        if (status < 400 && !responses.has(Integer.toString(status))) {
            return List.of("the document has no answer " + status);
        }
        return validate(content.values().iterator().next().path("schema"), answer);
    }

    private static JsonNode ref(String name) {
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private Optional<JsonNode> described(String method, String path) {
        String bare = path.replaceAll("\\?.*", "");
        return document.path("paths")
                .propertyStream()
                .filter(it -> matches(it.getKey(), bare))
                .map(it -> it.getValue().path(method.toLowerCase(java.util.Locale.ROOT)))
                .filter(it -> !it.isMissingNode())
                .map(it -> it.path("responses"))
                .findFirst();
    }

    private static boolean matches(String template, String path) {
        String pattern = Pattern.quote(template).replaceAll("\\{[^}]+}", "\\\\E[^/:]+\\\\Q");
        return path.matches(pattern);
    }

    private List<String> validate(JsonNode schema, JsonNode answer) {
        List<String> complaints = new ArrayList<>();
        compiled.computeIfAbsent(schema.toString(), it -> compile(schema))
                .validate(answer.toString(), InputFormat.JSON)
                .forEach(error -> complaints.add(error.toString()));
        return complaints;
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        whole.set("components", document.path("components"));
        return registry.getSchema(whole);
    }
}
