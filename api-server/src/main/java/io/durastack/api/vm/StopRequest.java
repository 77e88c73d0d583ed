package io.durastack.api.vm;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How a guest is ended.
 *
 * @param force at once, without asking the guest; false by default
 * @param graceSeconds how long the guest may take to shut down by itself before it is forced; 0 to
 *     3,600, 60 by default
 */
record StopRequest(@Nullable Boolean force, @Min(0) @Max(3600) @Nullable Integer graceSeconds) {

    private static final int GRACE = 60;

    static int grace(@Nullable StopRequest request) {
        if (request == null) {
            return GRACE;
        }
        if (Boolean.TRUE.equals(request.force())) {
            return 0;
        }
        return request.graceSeconds() == null ? GRACE : request.graceSeconds();
    }
}
