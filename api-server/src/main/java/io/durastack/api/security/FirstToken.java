package io.durastack.api.security;

import io.durastack.api.ApiSettings;
import io.durastack.inventory.database.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * An installation without tokens gets one for its administrator. It is left in a file that only the
 * owner of the process can read; the log names the file, never the token. The file is written
 * before the commit: a crash in between leaves a file with a token that is not known, and the next
 * start writes it anew.
 */
@Component
class FirstToken implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstToken.class);

    private final Tokens tokens;
    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Path file;

    FirstToken(Tokens tokens, Transactions transactions, JdbcClient jdbc, ApiSettings settings) {
        this.tokens = tokens;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.file = settings.home().resolve("admin-token");
    }

    @Override
    public void run(ApplicationArguments arguments) {
        boolean made =
                transactions.run(() -> {
                    jdbc.sql("lock table token in share row exclusive mode").update();
                    if (tokens.exist()) {
                        return false;
                    }
                    write(tokens.create("admin", "admin", null).secret());
                    return true;
                });
        if (made) {
            LOG.info(
                    "made the first token, for the administrator: it is in {}",
                    file.toAbsolutePath());
        }
    }

    private void write(String secret) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret + "\n", StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw new UncheckedIOException("could not write " + file, failure);
        }
    }
}
