package io.durastack.api.security;

import io.durastack.inventory.operation.Requester;
import io.durastack.workflows.failure.StepError;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/**
 * Who asks.
 *
 * @param scope read, operate or admin
 */
public record Caller(String name, UUID token, String scope) {

    /** The caller of the request that this thread serves; empty where it serves none. */
    public static Optional<Caller> ifAny() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getPrincipal() instanceof OAuth2AuthenticatedPrincipal
                ? Optional.of(current())
                : Optional.empty();
    }

    /** The caller of the request that this thread serves. */
    public static Caller current() {
        Object principal =
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication())
                        .getPrincipal();
        OAuth2AuthenticatedPrincipal token =
                (OAuth2AuthenticatedPrincipal) Objects.requireNonNull(principal);
        return new Caller(
                token.getName(),
                UUID.fromString(Objects.requireNonNull(token.<String>getAttribute("tokenId"))),
                Objects.requireNonNull(token.<String>getAttribute("scope")));
    }

    /** Whether it runs the installation, and is told what goes on inside of it. */
    public boolean isOperator() {
        return scope.equals("admin");
    }

    /** An error with its detail for operators, and without it for everybody else. */
    public StepError mayRead(StepError error) {
        return isOperator()
                ? error
                : new StepError(error.code(), error.message(), "", error.step());
    }

    /** As an operation keeps it. */
    public Requester requester(HttpServletRequest request) {
        return new Requester(name, token, RequestId.of(request), request.getRemoteAddr());
    }
}
