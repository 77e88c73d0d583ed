package io.durastack.api.event;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.House;
import io.durastack.inventory.event.EventLog;
import io.durastack.inventory.event.EventLog.Cursor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Events as Server-Sent Events, each a CloudEvent in JSON. */
@RestController
@RequestMapping("/v1/events")
class EventController {

    private final EventLog log;
    private final EventStreams streams;

    EventController(House house, EventStreams streams) {
        this.log = new EventLog(house.jdbc());
        this.streams = streams;
    }

    /**
     * Events from now on, or from where a reader was: the id of the last event that it got, in the
     * header that every SSE client sends by itself, or as {@code after}.
     */
    @GetMapping(
            produces = {
                MediaType.TEXT_EVENT_STREAM_VALUE,
                MediaType.APPLICATION_PROBLEM_JSON_VALUE
            })
    SseEmitter stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String resourceKind,
            @RequestParam(required = false) @Nullable UUID resource,
            @RequestParam(required = false) @Nullable UUID project,
            @RequestParam(required = false) @Nullable UUID operation) {
        Cursor from = from(lastEventId == null ? after : lastEventId);
        return streams.open(
                from, new EventLog.Filter(type, resourceKind, resource, project, operation));
    }

    private Cursor from(@Nullable String text) {
        if (text == null) {
            return log.end();
        }
        Cursor cursor;
        try {
            cursor = Cursor.of(text);
        } catch (IllegalArgumentException none) {
            throw ApiProblem.of(
                    ProblemCode.BAD_REQUEST, "'" + text + "' is not the id of an event");
        }
        if (log.expired(cursor)) {
            throw ApiProblem.of(
                    ProblemCode.CURSOR_EXPIRED, "events after '" + text + "' were deleted");
        }
        return cursor;
    }
}
