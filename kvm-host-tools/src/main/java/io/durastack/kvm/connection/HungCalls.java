package io.durastack.kvm.connection;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The native calls that outlived their deadline. A native call cannot be interrupted; its domain is
 * left alone until it returns, and a process with many of them is better started anew.
 */
final class HungCalls {

    private final AtomicInteger count = new AtomicInteger();
    private final Map<UUID, Integer> domains = new ConcurrentHashMap<>();

    int count() {
        return count.get();
    }

    void refuse(@Nullable UUID domain) {
        if (domain != null && domains.containsKey(domain)) {
            throw new HostException(
                    HostFailureKind.BUSY,
                    "DOMAIN_HUNG",
                    "an earlier call on domain " + domain + " still hangs");
        }
    }

    void begin(@Nullable UUID domain) {
        count.incrementAndGet();
        if (domain != null) {
            domains.merge(domain, 1, Integer::sum);
        }
    }

    void end(@Nullable UUID domain) {
        count.decrementAndGet();
        if (domain != null) {
            domains.computeIfPresent(domain, (_, calls) -> calls == 1 ? null : calls - 1);
        }
    }
}
