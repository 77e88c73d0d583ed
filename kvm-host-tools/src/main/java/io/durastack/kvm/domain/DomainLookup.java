package io.durastack.kvm.domain;

import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.connection.HostConnection;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.failure.LibvirtFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Asks a host's libvirt about its domains, and starts one. */
final class DomainLookup {

    private static final int START_PAUSED = 1;

    private final HostConnection connection;

    DomainLookup(HostConnection connection) {
        this.connection = connection;
    }

    /**
     * The domain with this UUID; null when libvirt says that there is none. No other answer counts
     * as gone.
     */
    @Nullable DomainSeen find(UUID id, Deadline deadline) {
        return connection.<@Nullable DomainSeen>libvirt(
                id,
                "look-up of domain " + id,
                deadline.remaining(),
                libvirt -> {
                    try {
                        return see(libvirt.domainLookupByUUID(id));
                    } catch (LibvirtException failure) {
                        if (LibvirtFailures.numberOf(failure) == ErrorNumber.VIR_ERR_NO_DOMAIN) {
                            return null;
                        }
                        throw failure;
                    }
                });
    }

    /** All domains of the host, the foreign ones too. */
    List<DomainSeen> all(Deadline deadline) {
        return connection.libvirt(null, "list of domains", deadline.remaining(), DomainLookup::all);
    }

    private static List<DomainSeen> all(Connect libvirt) throws LibvirtException {
        List<DomainSeen> seen = new ArrayList<>();
        for (Domain domain : libvirt.listAllDomains(0)) {
            try {
                seen.add(see(domain));
            } catch (LibvirtException failure) {
                // It ended between the list and the question.
                if (LibvirtFailures.numberOf(failure) != ErrorNumber.VIR_ERR_NO_DOMAIN) {
                    throw failure;
                }
            }
        }
        return seen;
    }

    /** Starts a transient domain: it is gone when it ends, and no host starts it by itself. */
    void create(UUID id, String xml, Deadline deadline) {
        connection.libvirt(
                id,
                "start of domain " + id,
                deadline.remaining(),
                libvirt -> {
                    libvirt.domainCreateXML(xml, 0).free();
                    return true;
                });
    }

    /**
     * Starts one that must be refused. Called while a connection is being checked.
     *
     * @throws HostException FENCE_OPEN when it is started all the same; it is ended then
     */
    static boolean createThatMustFail(Connect libvirt, String xml) throws LibvirtException {
        Domain domain = libvirt.domainCreateXML(xml, START_PAUSED);
        domain.destroy();
        domain.free();
        throw new HostException(
                HostFailureKind.REFUSED,
                "FENCE_OPEN",
                "the host started a domain with a turn older than the one it had recorded: its"
                        + " start hook is missing or does not run");
    }

    private static DomainSeen see(Domain domain) throws LibvirtException {
        try {
            DomainInfo info = domain.getInfo();
            DomainXmlReader xml = new DomainXmlReader(domain.getXMLDesc(0));
            return new DomainSeen(
                    UUID.fromString(domain.getUUIDString()),
                    domain.getName(),
                    powerOf(info),
                    info.nrVirtCpu,
                    info.maxMem << 10,
                    xml.disks(),
                    xml.nics(),
                    xml.stamp());
        } finally {
            domain.free();
        }
    }

    private static DomainPower powerOf(DomainInfo info) {
        return switch (info.state) {
            case VIR_DOMAIN_RUNNING, VIR_DOMAIN_BLOCKED -> DomainPower.RUNNING;
            case VIR_DOMAIN_PAUSED, VIR_DOMAIN_PMSUSPENDED -> DomainPower.PAUSED;
            case null, default -> DomainPower.UNKNOWN;
        };
    }
}
