package io.durastack.api.operation;

import io.durastack.api.rest.House;
import io.durastack.inventory.list.ResourceTable;
import io.durastack.inventory.operation.OperationRecord;
import io.durastack.inventory.operation.OperationTable;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Waits for the end of operations, for those who said {@code Prefer: wait=30} (RFC 7240). */
@Component
public class OperationWaiter {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,3})(?:$|[,;\\s])");
    private static final ResourceTable<OperationRecord> TABLE = OperationTable.create();
    private static final Duration MOST = Duration.ofSeconds(60);

    private final House house;

    OperationWaiter(House house) {
        this.house = house;
    }

    /** How long the caller wants to wait; nothing where it does not. At most a minute. */
    public static Optional<Duration> wanted(@Nullable String prefer) {
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        if (!wait.find()) {
            return Optional.empty();
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return Optional.of(wanted.compareTo(MOST) > 0 ? MOST : wanted);
    }

    /**
     * The operation when it is settled, or when the time is up. Looks at its row, more and more
     * seldom.
     */
    public OperationRecord await(UUID operation, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        long pause = Duration.ofMillis(15).toNanos();
        while (true) {
            OperationRecord row = TABLE.byId(house.jdbc(), operation).orElseThrow();
            long left = end - System.nanoTime();
            if (row.settled() || left <= 0) {
                return row;
            }
            LockSupport.parkNanos(Math.min(pause, left));
            pause = Math.min(pause * 5 / 4, Duration.ofMillis(500).toNanos());
        }
    }
}
