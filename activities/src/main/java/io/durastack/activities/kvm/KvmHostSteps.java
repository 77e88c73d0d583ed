package io.durastack.activities.kvm;

import io.durastack.kvm.KvmHost;
import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.host.HostDescription;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.EnsureHost;
import io.durastack.workflows.host.HostActivities;
import io.durastack.workflows.host.HostFacts;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.RemoveHost;
import io.durastack.workflows.hypervisor.Hardware;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes machines KVM hosts. */
final class KvmHostSteps implements HostActivities {

    private static final Logger LOG = LoggerFactory.getLogger(KvmHostSteps.class);

    /** A machine that says this lets us in no more: trying again changes nothing. */
    private static final Set<String> SHUT_OUT =
            Set.of(
                    "SSH_LOGIN_REFUSED",
                    "SSH_KEY_UNREADABLE",
                    "HOST_KEY_CHANGED",
                    "HOST_KEY_MALFORMED",
                    "HOST_NAME_UNKNOWN");

    private final KvmHosts hosts;
    private final StepTime time;

    KvmHostSteps(KvmHosts hosts, StepTime time) {
        this.hosts = hosts;
        this.time = time;
    }

    @Override
    public HostFacts ensureHost(EnsureHost request) {
        HostRef ref = request.host();
        HostLogin login = hosts.logins().with(ref, request.connection());
        KvmHost host = hosts.by(ref.id(), login);
        try {
            Deadline deadline = time.deadline();
            host.install(request.fence().turn(), deadline);
            HostDescription described =
                    host.verifyAndDescribe(Hardware.DEFAULT.cpuModel(), deadline);
            host.proveFence();
            LOG.info(
                    "host {} runs its guests by {}: {}",
                    ref.name(),
                    described.acceleration(),
                    described.accelerationReason());
            return factsOf(described);
        } catch (HostException failure) {
            FailureCode code =
                    SHUT_OUT.contains(failure.code())
                            ? FailureCode.HOST_UNSUITABLE
                            : KvmFailures.codeOf(failure);
            throw new StepFailure(code, ref.name() + ": " + failure.getMessage(), failure);
        }
    }

    private static HostFacts factsOf(HostDescription described) {
        return new HostFacts(
                described.cpus(),
                described.memoryBytes(),
                described.storageBytes(),
                "QEMU " + described.qemuVersion() + ", libvirt " + described.libvirtVersion(),
                described.acceleration().name().toLowerCase(Locale.ROOT),
                described.cpuModel());
    }

    /** Without an accepted key nobody has ever entered the machine: nothing is there to remove. */
    private Optional<HostLogin> loginOf(HostRef ref) {
        try {
            return hosts.logins().find(ref.id());
        } catch (StepFailure failure) {
            if (failure.code() == FailureCode.HOST_KEY_UNKNOWN
                    || failure.code() == FailureCode.HOST_UNSUITABLE) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /**
     * A machine that does not let us in has nothing that we could take away: a create that failed
     * for that reason leaves nothing, and a host that was given to somebody else is not ours.
     */
    @Override
    public void removeHost(RemoveHost request) {
        HostRef ref = request.host();
        Optional<HostLogin> login = loginOf(ref);
        if (login.isEmpty()) {
            hosts.forget(ref.id());
            return;
        }
        try {
            hosts.by(ref.id(), login.get()).uninstall(request.fence().turn(), time.deadline());
        } catch (HostException failure) {
            if (!SHUT_OUT.contains(failure.code())) {
                throw new StepFailure(
                        KvmFailures.codeOf(failure),
                        ref.name() + ": " + failure.getMessage(),
                        failure);
            }
            LOG.warn("host {} is let go as it is: {}", ref.name(), failure.getMessage());
        }
        hosts.forget(ref.id());
    }
}
