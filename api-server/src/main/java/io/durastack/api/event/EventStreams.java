package io.durastack.api.event;

import io.durastack.api.rest.House;
import io.durastack.inventory.event.EventLog;
import io.durastack.inventory.event.EventLog.Cursor;
import io.durastack.inventory.event.EventLog.Event;
import io.durastack.inventory.event.EventLog.Filter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open streams of this server. Each reads the log by itself, from its own place, on a thread
 * that costs next to nothing; nobody else waits for a slow reader.
 */
@Component
class EventStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int BATCH = 500;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BEAT = Duration.ofSeconds(15);

    private final EventLog log;
    private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;

    EventStreams(House house) {
        this.log = new EventLog(house.jdbc());
    }

    SseEmitter open(Cursor from, Filter filter) {
        SseEmitter emitter = new SseEmitter(0L);
        open.add(emitter);
        emitter.onCompletion(() -> open.remove(emitter));
        emitter.onError(failure -> open.remove(emitter));
        readers.execute(() -> read(emitter, from, filter));
        return emitter;
    }

    private void read(SseEmitter emitter, Cursor from, Filter filter) {
        try {
            // Its id is where the reader is, so that one that is cut before the first event misses
            // nothing.
            emitter.send(SseEmitter.event().id(from.toString()).name("ready").data("{}"));
            Cursor place = from;
            long beat = System.nanoTime();
            while (running && open.contains(emitter)) {
                List<Event> events = next(place, filter);
                for (Event event : events) {
                    send(emitter, event);
                    place = event.cursor();
                    beat = System.nanoTime();
                }
                if (System.nanoTime() - beat > BEAT.toNanos()) {
                    emitter.send(SseEmitter.event().comment("still here"));
                    beat = System.nanoTime();
                }
                if (events.size() < BATCH) {
                    LockSupport.parkNanos(LOOK.toNanos());
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("a reader of events went away", gone);
            open.remove(emitter);
        }
    }

    /** A database that is away makes events late: the reader stays, at its place. */
    private List<Event> next(Cursor place, Filter filter) {
        try {
            return log.after(place, filter, BATCH);
        } catch (DataAccessException away) {
            LOG.debug("the inventory does not answer a reader of events", away);
            return List.of();
        }
    }

    private static void send(SseEmitter emitter, Event event) throws IOException {
        emitter.send(
                SseEmitter.event()
                        .id(event.cursor().toString())
                        .name(event.type())
                        .data(CloudEvent.of(event), MediaType.APPLICATION_JSON));
    }

    @Override
    public void start() {
        running = true;
    }

    /** Readers end within their next look. */
    @Override
    public void stop() {
        running = false;
        readers.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server stops taking requests, for it waits for those that are open. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
