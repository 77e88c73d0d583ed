package io.durastack.inventory.database;

import com.zaxxer.hikari.HikariDataSource;
import io.durastack.inventory.secret.EncryptionSettings;
import io.durastack.inventory.secret.InstallationKey;
import io.durastack.inventory.secret.SecretBox;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What every process that works with the inventory needs. The schema is brought up to date when the
 * process starts.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseSettings.class, EncryptionSettings.class})
public class InventoryConfiguration {

    @Bean(destroyMethod = "close")
    HikariDataSource inventoryDataSource(DatabaseSettings settings) {
        return InventoryDatabase.open(settings);
    }

    @Bean
    Transactions transactions(HikariDataSource inventoryDataSource) {
        return new Transactions(inventoryDataSource);
    }

    @Bean
    SettingsLog settingsLog(ApplicationContext context) {
        return new SettingsLog(context);
    }

    /** Eager, so that a process with another key than the others does not start. */
    @Bean
    SecretBox secretBox(EncryptionSettings settings, JdbcClient jdbc) {
        SecretBox box = InstallationKey.box(settings);
        InstallationKey.check(box, jdbc);
        return box;
    }
}
