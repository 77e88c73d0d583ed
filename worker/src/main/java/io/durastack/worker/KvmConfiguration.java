package io.durastack.worker;

import io.durastack.activities.kvm.InventoryHostLogins;
import io.durastack.activities.kvm.InventorySeeds;
import io.durastack.activities.kvm.KvmDataCentre;
import io.durastack.inventory.host.HostNetworks;
import io.durastack.inventory.secret.SecretBox;
import io.durastack.kvm.connection.ConnectionSettings;
import io.durastack.worker.role.PoolSteps;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The real KVM hosts, where the worker has that role. Nothing native is loaded before the first
 * step on a host, so a machine without libvirt can have the role as long as no cluster asks for it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${durastack.worker.roles:}'.contains('kvm')")
class KvmConfiguration {

    /** The roles stop before it closes: no step loses its connection while it works. */
    @Bean(destroyMethod = "close")
    KvmDataCentre kvmDataCentre(JdbcClient inventory, SecretBox secrets) {
        return new KvmDataCentre(
                new InventoryHostLogins(inventory, secrets, null),
                new HostNetworks(inventory),
                new InventorySeeds(inventory, secrets),
                ConnectionSettings.DEFAULT);
    }

    @Bean
    PoolSteps kvmSteps(KvmDataCentre kvmDataCentre) {
        return new PoolSteps("kvm", kvmDataCentre.activities(), true, kvmDataCentre::hungCalls);
    }
}
