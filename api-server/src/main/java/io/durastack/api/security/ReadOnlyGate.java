package io.durastack.api.security;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.inventory.restore.ReadOnly;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses what would change something while the installation is read-only. Let through is what
 * leads out of that: tokens, the acceptance, and the cancel of operations that shall not go on
 * afterwards, which touches rows alone.
 *
 * <p>A restore begins before any server is started, so a server that may change things looks only
 * now and then.
 */
@Component
class ReadOnlyGate implements HandlerInterceptor, WebMvcConfigurer {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern OPEN =
            Pattern.compile("/v1/tokens(/.*)?|/v1/audit:accept|/v1/operations/[^/]+:cancel");
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final ReadOnly readOnly;
    private volatile @Nullable Long openAt;

    ReadOnlyGate(JdbcClient jdbc) {
        this.readOnly = new ReadOnly(jdbc);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (READING.contains(request.getMethod())
                || OPEN.matcher(request.getRequestURI()).matches()) {
            return true;
        }
        Long seen = openAt;
        if (seen != null && System.nanoTime() - seen < FRESH_NANOS) {
            return true;
        }
        Optional<ReadOnly.State> state = readOnly.state();
        openAt = state.isEmpty() ? System.nanoTime() : null;
        state.ifPresent(it -> {
            throw ApiProblem.of(
                    ProblemCode.READ_ONLY, it.reason() + "; read-only since " + it.since());
        });
        return true;
    }
}
