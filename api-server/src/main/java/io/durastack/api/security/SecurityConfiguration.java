package io.durastack.api.security;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.problem.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every route wants a token, but health and the description of the API, which is the same for
 * everybody and holds nothing of this installation. A token of scope read only reads; one of scope
 * operate works with VMs and their operations; what the data centre is made of, and tokens, want
 * admin.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain routes(HttpSecurity http, Tokens tokens, JsonMapper json) throws Exception {
        return http.csrf(it -> it.disable())
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(it -> it.disable())
                .authorizeHttpRequests(it ->
                        it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers(
                                        "/healthz",
                                        "/actuator/health/**",
                                        "/v3/api-docs/**",
                                        "/swagger-ui/**",
                                        "/swagger-ui.html")
                                .permitAll()
                                .requestMatchers("/v1/tokens/**")
                                .hasAuthority("SCOPE_admin")
                                .requestMatchers(HttpMethod.GET, "/**")
                                .authenticated()
                                .requestMatchers("/v1/vms/**", "/v1/operations/**")
                                .hasAnyAuthority("SCOPE_operate", "SCOPE_admin")
                                .anyRequest()
                                .hasAuthority("SCOPE_admin"))
                .addFilterBefore(new CallerFilter(), AuthorizationFilter.class)
                .oauth2ResourceServer(it ->
                        it.opaqueToken(token -> token.introspector(tokens))
                                .authenticationEntryPoint((request, response, failure) ->
                                        refuse(
                                                request,
                                                response,
                                                json,
                                                ProblemCode.UNAUTHENTICATED,
                                                String.valueOf(failure.getMessage())))
                                .accessDeniedHandler((request, response, denied) ->
                                        refuse(
                                                request,
                                                response,
                                                json,
                                                ProblemCode.FORBIDDEN,
                                                "its scope does not reach that far")))
                .build();
    }

    private static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            JsonMapper json,
            ProblemCode code,
            String detail)
            throws IOException {
        request.setAttribute("problemCode", code.text());
        response.setStatus(code.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (code == ProblemCode.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        json.writeValue(
                response.getOutputStream(),
                Problems.document(ApiProblem.of(code, detail), request));
    }
}
