package io.durastack.inventory.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.durastack.inventory.secret.SecretBox;
import io.durastack.testing.database.TestingDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class SettingsLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(SettingsLog.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void a_process_tells_its_settings_when_it_starts_and_none_of_its_secrets() {
        String key = SecretBox.newKey();
        try (TestingDatabase database = TestingDatabase.create("classpath:db/migration")) {
            new ApplicationContextRunner()
                    .withUserConfiguration(InventoryConfiguration.class)
                    .withBean(JdbcClient.class, () -> JdbcClient.create(database.dataSource()))
                    .withPropertyValues(
                            "durastack.database.url="
                                    + database.url()
                                    + "&password=InTheUrl&loginTimeout=9",
                            "durastack.database.username=postgres",
                            "durastack.database.password=ByItself",
                            "durastack.encryption.key=" + key)
                    .run(context -> assertThat(context).hasNotFailed());

            List<String> told = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
            assertThat(told)
                    .containsExactly(
                            "runs with durastack.database: url="
                                    + database.url()
                                    + "&password=***&loginTimeout=9, username=postgres, password=***, connections=20",
                            "runs with durastack.encryption: key=***, key-file=none");
            assertThat(told.toString()).doesNotContain("InTheUrl", "ByItself", key);
        }
    }
}
