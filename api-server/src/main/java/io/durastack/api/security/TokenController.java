package io.durastack.api.security;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.Checks;
import io.durastack.api.rest.House;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens: made, listed and revoked by administrators. A secret is shown once, when it is made. */
@RestController
@RequestMapping("/v1/tokens")
class TokenController {

    private final House house;
    private final Tokens tokens;

    TokenController(House house, Tokens tokens) {
        this.house = house;
        this.tokens = tokens;
    }

    /**
     * What people see of a token.
     *
     * @param scope read, operate or admin
     */
    record TokenView(
            UUID id,
            String name,
            String scope,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    /** All tokens; few, so they come at once. */
    record TokenList(List<TokenView> items) {}

    /** A token that was made, with its secret, which nobody will see again. */
    record NewToken(
            UUID id, String name, String scope, @Nullable Instant expiresAt, String token) {}

    /** What it takes to make a token. */
    record TokenRequest(
            @NotNull @Pattern(regexp = Checks.NAME, message = Checks.NAME_RULE) String name,
            @NotNull
                    @Pattern(
                            regexp = "read|operate|admin",
                            message = "must be read, operate or admin")
                    String scope,
            @Future @Nullable Instant expiresAt) {}

    @GetMapping
    TokenList list() {
        return new TokenList(
                house.jdbc()
                        .sql("select * from token order by id")
                        .query(TokenController::view)
                        .list());
    }

    private static TokenView view(ResultSet row, int index) throws SQLException {
        return new TokenView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("scope"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<NewToken> create(@Valid @RequestBody TokenRequest body) {
        String actor = Caller.current().name();
        NewToken made =
                house.transactions()
                        .run(() -> {
                            Tokens.Made token =
                                    tokens.create(body.name(), body.scope(), body.expiresAt());
                            house.events()
                                    .write(
                                            "token.created",
                                            "token",
                                            token.id(),
                                            body.name(),
                                            null,
                                            actor,
                                            java.util.Map.of("scope", body.scope()));
                            return new NewToken(
                                    token.id(),
                                    body.name(),
                                    body.scope(),
                                    body.expiresAt(),
                                    token.secret());
                        });
        return ResponseEntity.created(URI.create("/v1/tokens/" + made.id())).body(made);
    }

    /** Revokes a token; it is refused within five seconds. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> revoke(@PathVariable UUID id) {
        String actor = Caller.current().name();
        boolean _ =
                house.transactions()
                        .run(() -> {
                            String name =
                                    house.jdbc()
                                            .sql(
                                                    "update token set revoked_at = coalesce(revoked_at, now()) where id = :id returning name")
                                            .param("id", id)
                                            .query(String.class)
                                            .optional()
                                            .orElseThrow(() ->
                                                    ApiProblem.of(
                                                            ProblemCode.NOT_FOUND,
                                                            "there is no token " + id));
                            house.events()
                                    .write(
                                            "token.revoked",
                                            "token",
                                            id,
                                            name,
                                            null,
                                            actor,
                                            java.util.Map.of());
                            return true;
                        });
        tokens.forget();
        return ResponseEntity.noContent().build();
    }
}
