package io.durastack.api.security;

import io.durastack.workflows.id.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Component;

/**
 * Bearer tokens: 256 random bits that are stored as their SHA-256 only. A hash without salt is
 * enough for what nobody can guess. A token that was found is remembered for five seconds, so a
 * request costs no query; a revoked one lives that long.
 */
@Component
class Tokens implements OpaqueTokenIntrospector {

    private static final String PREFIX = "dura_";
    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private record Row(UUID id, String name, String scope) {}

    private record Known(OAuth2AuthenticatedPrincipal principal, long foundAt) {}

    private final JdbcClient jdbc;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Tokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        String key = Base64.getEncoder().encodeToString(hash(token));
        Known found = known.get(key);
        if (found == null || System.nanoTime() - found.foundAt() > REMEMBERED_NANOS) {
            found = new Known(find(token), System.nanoTime());
            if (known.size() > 10_000) {
                known.clear();
            }
            known.put(key, found);
        }
        return found.principal();
    }

    private OAuth2AuthenticatedPrincipal find(String token) {
        Row row =
                jdbc.sql(
                                """
                                update token set last_used_at = now()
                                where secret_hash = :hash and revoked_at is null and (expires_at is null or expires_at > now())
                                returning id, name, scope
                                """)
                        .param("hash", hash(token))
                        .query(Row.class)
                        .optional()
                        .orElseThrow(() ->
                                new BadOpaqueTokenException(
                                        "the token is not known, has expired or was revoked"));
        return new DefaultOAuth2AuthenticatedPrincipal(
                row.name(),
                Map.of("tokenId", row.id().toString(), "scope", row.scope()),
                List.of(new SimpleGrantedAuthority("SCOPE_" + row.scope())));
    }

    /** A token that was made; nobody will see its secret again. */
    record Made(UUID id, String secret) {
        @Override
        public String toString() {
            return "token " + id;
        }
    }

    /** Makes a token. */
    Made create(String name, String scope, @Nullable Instant expiresAt) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        UUID id = Ids.next();
        jdbc.sql(
                        """
                        insert into token (id, name, scope, secret_hash, expires_at)
                        values (:id, :name, :scope, :hash, :expires::timestamptz)
                        """)
                .param("id", id)
                .param("name", name)
                .param("scope", scope)
                .param("hash", hash(secret))
                .param("expires", expiresAt == null ? null : expiresAt.toString())
                .update();
        return new Made(id, secret);
    }

    /** Forgets what it remembers, as a token was revoked; other servers do within five seconds. */
    void forget() {
        known.clear();
    }

    boolean exist() {
        return jdbc.sql("select exists (select from token)").query(Boolean.class).single();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
