package io.durastack.api.openapi;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;

/**
 * Completes what is read from the routes: who may call, what a problem looks like, what becomes an
 * operation, and which fields are always there.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String REF = "#/components/schemas/";

    /** What routes answer that become operations: no method has it as its type. */
    private final Set<Class<?>> answered = ConcurrentHashMap.newKeySet();

    OpenApiConfiguration() {
        SpringDocUtils.getConfig()
                .replaceWithSchema(JsonNode.class, new JsonSchema())
                .replaceWithSchema(SseEmitter.class, string(new JsonSchema()));
    }

    private static Schema<?> string(JsonSchema schema) {
        schema.addType("string");
        return schema;
    }

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Durastack")
                                .version("v1")
                                .description(
                                        "Zones of KVM hosts, storage and networks. What touches a host is an operation: it is"
                                                + " accepted with 202 and ends SUCCEEDED, ROLLED_BACK without a trace, or HELD.")
                                .license(
                                        new License()
                                                .name("Apache-2.0")
                                                .url(
                                                        "https://www.apache.org/licenses/LICENSE-2.0")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        "token",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    /** A field that is not nullable is always there. */
    @Bean
    ModelConverter requiredFields() {
        return new RequiredFields();
    }

    @Bean
    OperationCustomizer answers() {
        return (operation, method) -> {
            Answers answers = method.getMethodAnnotation(Answers.class);
            if (answers != null) {
                answered.add(answers.value());
                operation.setResponses(responses(answers));
            }
            operation.getResponses().values().forEach(OpenApiConfiguration::asJson);
            operation.getResponses().addApiResponse("default", problem());
            describe(operation, method);
            return operation;
        };
    }

    /** The name of a route is what its method is called, with the resource. */
    private static void describe(Operation operation, HandlerMethod method) {
        String resource = method.getBeanType().getSimpleName().replace("Controller", "");
        operation.setOperationId(
                Character.toLowerCase(resource.charAt(0))
                        + resource.substring(1)
                        + "."
                        + method.getMethod().getName()
                        + (method.getMethod().getName().equals("faults")
                                ? method.getMethodParameters().length
                                : ""));
        operation.setTags(List.of(resource));
    }

    private static ApiResponses responses(Answers answers) {
        String view = answers.value().getSimpleName();
        ApiResponses responses = new ApiResponses();
        if (answers.operation()) {
            responses.addApiResponse(
                    "202", json("Accepted; see the operation.", "Accepted" + view));
            responses.addApiResponse(
                    Integer.toString(answers.status()),
                    json("Done while the caller waited.", "Accepted" + view));
        } else {
            responses.addApiResponse(Integer.toString(answers.status()), json("Done.", view));
        }
        return responses;
    }

    private static ApiResponse json(String description, String schema) {
        return new ApiResponse()
                .description(description)
                .content(
                        new Content()
                                .addMediaType(
                                        JSON,
                                        new MediaType().schema(new Schema<>().$ref(REF + schema))));
    }

    private static void asJson(ApiResponse response) {
        Content content = response.getContent();
        if (content != null && content.containsKey("*/*")) {
            content.addMediaType(JSON, content.remove("*/*"));
        }
    }

    private static ApiResponse problem() {
        return new ApiResponse()
                .description("A problem (RFC 9457).")
                .content(
                        new Content()
                                .addMediaType(
                                        PROBLEM,
                                        new MediaType()
                                                .schema(new Schema<>().$ref(REF + "Problem"))));
    }

    @Bean
    @SuppressWarnings("rawtypes") // the library's own map has them
    OpenApiCustomizer schemas() {
        return document -> {
            Map<String, Schema> schemas = document.getComponents().getSchemas();
            ModelConverters models = ModelConverters.getInstance(true);
            schemas.putAll(models.readAll(ProblemShape.class));
            schemas.putAll(models.readAll(OperationHeadShape.class));
            answered.forEach(view -> models.readAll(view).forEach(schemas::putIfAbsent));
            schemas.keySet().stream()
                    .filter(name -> name.endsWith("View") && !name.startsWith("Page"))
                    .toList()
                    .forEach(view -> schemas.put("Accepted" + view, accepted(view)));
        };
    }

    private static Schema<?> accepted(String view) {
        JsonSchema links = new JsonSchema();
        links.addType("object");
        links.setAdditionalProperties(string(new JsonSchema()));
        JsonSchema schema = new JsonSchema();
        schema.addType("object");
        schema.addProperty("resource", new JsonSchema().$ref(REF + view));
        schema.addProperty("operation", new JsonSchema().$ref(REF + "OperationHead"));
        schema.addProperty("links", links);
        schema.setRequired(List.of("resource", "operation", "links"));
        return schema;
    }
}
