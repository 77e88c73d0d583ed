package io.durastack.kvm.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.durastack.kvm.failure.HostException;
import java.io.StringReader;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class DomainXmlTest {

    private static final UUID VM = UUID.fromString("0199f3a2-7c11-7abc-8def-001122334455");

    private static DomainSpec spec(String machine, String cpu, String path) {
        return new DomainSpec(
                VM,
                2,
                512L << 20,
                new DomainHardware(machine, cpu, "bios", "virtio", "virtio"),
                List.of(
                        new DomainDisk(path, "vda", "qcow2", false),
                        new DomainDisk("/s/seed.iso", "vdb", "raw", true)),
                List.of(new DomainNic("52:54:00:01:02:03", "du1")));
    }

    private static DomainStamp stamp(DomainSpec spec) {
        return new DomainStamp(VM, 42, "run-1", spec.digest());
    }

    private static String write(DomainSpec spec, Acceleration acceleration) {
        return DomainXmlWriter.write(spec, stamp(spec), acceleration, "/s/console.log");
    }

    private static String value(String xml, String path) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        Document document =
                factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        return xpath.evaluate(path, document);
    }

    @Test
    void whatWasWrittenIntoADomainIsReadBack() {
        DomainSpec spec = spec("q35", "host-passthrough", "/s/a.qcow2");

        assertThat(new DomainXmlReader(write(spec, Acceleration.KVM)).stamp())
                .isEqualTo(stamp(spec));
    }

    @Test
    void aDomainWithoutOurStampOrWithABrokenOneIsForeign() {
        String xml = write(spec("q35", "host-passthrough", "/s/a.qcow2"), Acceleration.KVM);

        assertThat(new DomainXmlReader("<domain><name>other</name></domain>").stamp()).isNull();
        assertThat(new DomainXmlReader(xml.replace("turn=\"42\"", "turn=\"soon\"")).stamp())
                .isNull();
    }

    @Test
    void textFromOutsideCannotBecomeMarkup() throws Exception {
        String path = "/s/'\"><interface type='network'/>&.qcow2";
        String xml = write(spec("q35", "host-passthrough", path), Acceleration.KVM);

        assertThat(value(xml, "/domain/devices/disk[1]/source/@file")).isEqualTo(path);
        assertThat(value(xml, "count(/domain/devices/interface)")).isEqualTo("1");
    }

    @Test
    void disksCardsAndConsoleAreThereAsSpecified() throws Exception {
        String xml = write(spec("pc-i440fx-7.2", "Skylake-Server", "/s/a.qcow2"), Acceleration.KVM);

        assertThat(value(xml, "/domain/@type")).isEqualTo("kvm");
        assertThat(value(xml, "/domain/os/type/@machine")).isEqualTo("pc-i440fx-7.2");
        assertThat(value(xml, "/domain/memory")).isEqualTo("524288");
        assertThat(value(xml, "/domain/cpu/model")).isEqualTo("Skylake-Server");
        assertThat(value(xml, "/domain/devices/disk[1]/driver/@type")).isEqualTo("qcow2");
        assertThat(value(xml, "/domain/devices/disk[2]/driver/@type")).isEqualTo("raw");
        assertThat(value(xml, "count(/domain/devices/disk[2]/readonly)")).isEqualTo("1");
        assertThat(value(xml, "/domain/devices/interface/mac/@address"))
                .isEqualTo("52:54:00:01:02:03");
        assertThat(value(xml, "/domain/devices/interface/source/@bridge")).isEqualTo("du1");
        assertThat(value(xml, "/domain/devices/serial/log/@file")).isEqualTo("/s/console.log");
        assertThat(value(xml, "/domain/devices/serial/log/@append")).isEqualTo("on");
    }

    @Test
    void aHostThatEmulatesGivesAllTheProcessorItCanWhateverTheModel() throws Exception {
        String xml = write(spec("q35", "Skylake-Server", "/s/a.qcow2"), Acceleration.TCG);

        assertThat(value(xml, "/domain/@type")).isEqualTo("qemu");
        assertThat(value(xml, "/domain/cpu/@mode")).isEqualTo("maximum");
    }

    @Test
    void theDigestTellsSpecificationsApartAndNothingElse() {
        DomainSpec spec = spec("q35", "host-passthrough", "/s/a.qcow2");

        assertThat(spec.digest())
                .isEqualTo(spec("q35", "host-passthrough", "/s/a.qcow2").digest())
                .isNotEqualTo(spec("q35", "host-passthrough", "/s/b.qcow2").digest())
                .isNotEqualTo(spec("pc", "host-passthrough", "/s/a.qcow2").digest());
    }

    @Test
    void aFirmwareThatIsNotSupportedIsRefusedBeforeAnythingHappens() {
        DomainSpec uefi =
                new DomainSpec(
                        VM,
                        1,
                        64L << 20,
                        new DomainHardware("q35", "host-passthrough", "uefi", "virtio", "virtio"),
                        List.of(),
                        List.of());

        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> write(uefi, Acceleration.KVM))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("FIRMWARE_UNSUPPORTED"));
    }

    @Test
    void theDigestOfASpecificationNeverChanges() {
        assertThat(spec("q35", "host-passthrough", "/s/a.qcow2").digest())
                .as("running domains carry this digest; another one makes them conflicts")
                .isEqualTo("81967d346e6742ab04f9c19a8fb6e17d7f9e734f7d4e76d297e4f818ebfad0b5");
    }
}
