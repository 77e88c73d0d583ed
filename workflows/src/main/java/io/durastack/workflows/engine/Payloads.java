package io.durastack.workflows.engine;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.Jackson3JsonPayloadConverter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The format of what travels through the engine. It has a mapper of its own: the format of
 * histories must not change when somebody changes how the REST API writes JSON. Readers tolerate
 * fields that they do not know, as histories and requests outlive the build that wrote them.
 */
public final class Payloads {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private Payloads() {}

    /**
     * What reads and writes the records of this module as JSON, also where they are stored in the
     * inventory.
     */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** What every client and worker must use. */
    public static DataConverter converter() {
        return DefaultDataConverter.newDefaultInstance()
                .withPayloadConverterOverrides(new Jackson3JsonPayloadConverter(MAPPER));
    }
}
