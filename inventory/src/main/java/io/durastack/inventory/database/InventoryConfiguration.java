package io.durastack.inventory.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What every process that works with the inventory needs. The schema is brought up to date when the
 * process starts.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
public class InventoryConfiguration {

    @Bean(destroyMethod = "close")
    HikariDataSource inventoryDataSource(DatabaseSettings settings) {
        return InventoryDatabase.open(settings);
    }

    @Bean
    Transactions transactions(HikariDataSource inventoryDataSource) {
        return new Transactions(inventoryDataSource);
    }
}
