package io.durastack.api.event;

import io.durastack.inventory.event.EventLog.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as it is sent, by CloudEvents 1.0.
 *
 * @param id where it stands in the order of all
 * @param source path of the resource
 * @param type {@code io.durastack.vm.created.v1}; the number grows when its data changes
 * @param subject name of the resource
 */
record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        Data data) {

    /**
     * What happened.
     *
     * @param before how it was; null where that is not told
     * @param after how it is
     */
    record Data(
            String kind,
            UUID resource,
            String name,
            @Nullable UUID project,
            @Nullable UUID operation,
            String actor,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    static CloudEvent of(Event event) {
        return new CloudEvent(
                "1.0",
                event.cursor().toString(),
                "/v1/" + event.resourceKind().replace('_', '-') + "s/" + event.resource(),
                "io.durastack." + event.type() + ".v" + event.version(),
                event.resourceName(),
                event.occurredAt().toInstant(),
                new Data(
                        event.resourceKind(),
                        event.resource(),
                        event.resourceName(),
                        event.project(),
                        event.operation(),
                        event.actor(),
                        event.before(),
                        event.after()));
    }
}
