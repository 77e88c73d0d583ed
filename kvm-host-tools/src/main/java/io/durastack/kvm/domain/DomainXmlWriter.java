package io.durastack.kvm.domain;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the XML that libvirt starts a transient domain from. */
final class DomainXmlWriter {

    static final String NAMESPACE = "https://durastack.io/xmlns/domain/1";
    private static final String PREFIX = "durastack";

    /** QEMU's own default takes up to a GiB for translated code, which small guests never need. */
    private static final String TRANSLATION_CACHE_MIB = "64";

    private final DomainSpec spec;
    private final DomainStamp stamp;
    private final Acceleration acceleration;
    private final String consoleLog;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private DomainXmlWriter(
            DomainSpec spec, DomainStamp stamp, Acceleration acceleration, String consoleLog)
            throws XMLStreamException {
        this.spec = spec;
        this.stamp = stamp;
        this.acceleration = acceleration;
        this.consoleLog = consoleLog;
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /**
     * The XML of a domain.
     *
     * @param consoleLog absolute path of the file on the host that keeps what the serial console
     *     says
     */
    static String write(
            DomainSpec spec, DomainStamp stamp, Acceleration acceleration, String consoleLog) {
        if (!"bios".equals(spec.hardware().firmware())) {
            throw new HostException(
                    HostFailureKind.REFUSED,
                    "FIRMWARE_UNSUPPORTED",
                    "only the firmware bios is supported, not " + spec.hardware().firmware());
        }
        try {
            DomainXmlWriter writer = new DomainXmlWriter(spec, stamp, acceleration, consoleLog);
            writer.domain();
            writer.xml.close();
            return writer.text.toString();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("writing the XML of " + spec.id(), failure);
        }
    }

    private void domain() throws XMLStreamException {
        start("domain", Map.of("type", acceleration.domainType()));
        leaf("name", spec.domainName());
        leaf("uuid", spec.id().toString());
        metadata();
        start("memory", Map.of("unit", "KiB"));
        xml.writeCharacters(Long.toString(spec.memoryBytes() >> 10));
        end();
        leaf("vcpu", Integer.toString(spec.cpus()));
        os();
        features();
        cpu();
        empty("clock", Map.of("offset", "utc"));
        leaf("on_poweroff", "destroy");
        leaf("on_reboot", "restart");
        leaf("on_crash", "destroy");
        devices();
        end();
    }

    private void metadata() throws XMLStreamException {
        start("metadata", Map.of());
        xml.writeStartElement(PREFIX, "domain", NAMESPACE);
        xml.writeNamespace(PREFIX, NAMESPACE);
        xml.writeAttribute("vm", stamp.vm().toString());
        xml.writeAttribute("turn", Long.toString(stamp.turn()));
        xml.writeAttribute("incarnation", stamp.incarnation());
        xml.writeAttribute("spec", stamp.spec());
        for (DomainNic nic : spec.nics()) {
            for (String address : nic.addresses()) {
                xml.writeEmptyElement(PREFIX, "address", NAMESPACE);
                xml.writeAttribute("mac", nic.mac());
                xml.writeAttribute("ip", address);
            }
        }
        end();
        end();
    }

    private void os() throws XMLStreamException {
        start("os", Map.of());
        start("type", Map.of("arch", "x86_64", "machine", spec.hardware().machineType()));
        xml.writeCharacters("hvm");
        end();
        empty("boot", Map.of("dev", "hd"));
        end();
    }

    private void features() throws XMLStreamException {
        start("features", Map.of());
        empty("acpi", Map.of());
        empty("apic", Map.of());
        if (acceleration == Acceleration.TCG) {
            start("tcg", Map.of());
            start("tb-cache", Map.of("unit", "MiB"));
            xml.writeCharacters(TRANSLATION_CACHE_MIB);
            end();
            end();
        }
        end();
    }

    private void cpu() throws XMLStreamException {
        String model = spec.hardware().cpuModel();
        if (acceleration == Acceleration.TCG) {
            empty("cpu", Map.of("mode", "maximum"));
        } else if ("host-passthrough".equals(model) || "host-model".equals(model)) {
            empty("cpu", Map.of("mode", model));
        } else {
            start("cpu", Map.of("mode", "custom", "match", "exact"));
            start("model", Map.of("fallback", "forbid"));
            xml.writeCharacters(model);
            end();
            end();
        }
    }

    private void devices() throws XMLStreamException {
        start("devices", Map.of());
        for (DomainDisk disk : spec.disks()) {
            disk(disk);
        }
        for (DomainNic nic : spec.nics()) {
            start("interface", Map.of("type", "bridge"));
            empty("mac", Map.of("address", nic.mac()));
            empty("source", Map.of("bridge", nic.bridge()));
            empty("model", Map.of("type", spec.hardware().nicModel()));
            end();
        }
        console();
        empty("controller", Map.of("type", "usb", "model", "none"));
        empty("memballoon", Map.of("model", "virtio"));
        start("rng", Map.of("model", "virtio"));
        start("backend", Map.of("model", "random"));
        xml.writeCharacters("/dev/urandom");
        end();
        end();
        end();
    }

    private void disk(DomainDisk disk) throws XMLStreamException {
        start("disk", Map.of("type", "file", "device", "disk"));
        if (disk.readOnly()) {
            empty("driver", Map.of("name", "qemu", "type", disk.format()));
        } else {
            // A full storage pauses the guest until there is room, instead of failing its writes.
            empty(
                    "driver",
                    Map.of(
                            "name", "qemu",
                            "type", disk.format(),
                            "discard", "unmap",
                            "error_policy", "enospace"));
        }
        empty("source", Map.of("file", disk.path()));
        empty("target", Map.of("dev", disk.target(), "bus", spec.hardware().diskBus()));
        if (disk.readOnly()) {
            empty("readonly", Map.of());
        }
        end();
    }

    private void console() throws XMLStreamException {
        start("serial", Map.of("type", "pty"));
        // Appended to: what the former run of the guest said last is often what one looks for.
        empty("log", Map.of("file", consoleLog, "append", "on"));
        empty("target", Map.of("port", "0"));
        end();
        start("console", Map.of("type", "pty"));
        empty("target", Map.of("type", "serial", "port", "0"));
        end();
        start("channel", Map.of("type", "unix"));
        empty("target", Map.of("type", "virtio", "name", "org.qemu.guest_agent.0"));
        end();
    }

    private void start(String name, Map<String, String> attributes) throws XMLStreamException {
        xml.writeStartElement(name);
        writeSorted(attributes);
    }

    private void empty(String name, Map<String, String> attributes) throws XMLStreamException {
        xml.writeEmptyElement(name);
        writeSorted(attributes);
    }

    /** In the order of their names, so that the same domain is the same text. */
    private void writeSorted(Map<String, String> attributes) throws XMLStreamException {
        for (Map.Entry<String, String> attribute : new java.util.TreeMap<>(attributes).entrySet()) {
            xml.writeAttribute(attribute.getKey(), attribute.getValue());
        }
    }

    private void leaf(String name, String content) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(content);
        end();
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }
}
