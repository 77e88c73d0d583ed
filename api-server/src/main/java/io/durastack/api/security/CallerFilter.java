package io.durastack.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Notes on the request who asks, before it is decided whether he may: the audit, which stands
 * outside of all security, names him also when he is refused.
 */
final class CallerFilter extends OncePerRequestFilter {

    static final String ATTRIBUTE = "caller";

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller.ifAny().ifPresent(it -> request.setAttribute(ATTRIBUTE, it));
        chain.doFilter(request, response);
    }
}
