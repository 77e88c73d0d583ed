package io.durastack.kvm.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * A domain as it shall be.
 *
 * @param id of the VM; also the UUID of the domain, and part of its name
 * @param cpus 1 or more
 * @param memoryBytes a multiple of one MiB
 */
public record DomainSpec(
        UUID id,
        int cpus,
        long memoryBytes,
        DomainHardware hardware,
        List<DomainDisk> disks,
        List<DomainNic> nics) {

    /** How the name of each domain of ours begins; the start hook looks at these alone. */
    public static final String NAME_PREFIX = "dura-";

    public DomainSpec {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        if (cpus < 1 || memoryBytes < 1 << 20) {
            throw new IllegalArgumentException(
                    "a domain has a CPU and a MiB of memory at least: " + id);
        }
    }

    /** Its name on the host. The VM's own name is for people and may change. */
    public String domainName() {
        return nameOf(id);
    }

    /** The name on the host of the domain of a VM. */
    public static String nameOf(UUID id) {
        return NAME_PREFIX + id;
    }

    /**
     * Tells two specifications apart: the same one gives the same 64 hexadecimal digits. Domains
     * that run carry it, so the text that it is made from must not change; what is added later
     * appears in it only where it is set.
     */
    public String digest() {
        try {
            byte[] text = canonicalText().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String canonicalText() {
        StringBuilder text = new StringBuilder();
        append(text, "domain", id, cpus, memoryBytes);
        append(
                text,
                "hardware",
                hardware.machineType(),
                hardware.cpuModel(),
                hardware.firmware(),
                hardware.diskBus(),
                hardware.nicModel());
        for (DomainDisk disk : disks) {
            append(text, "disk", disk.path(), disk.target(), disk.format(), disk.readOnly());
        }
        for (DomainNic nic : nics) {
            append(text, "nic", nic.mac(), nic.bridge());
        }
        return text.toString();
    }

    /** Each word with its length before it, so that no two lists of words give the same text. */
    private static void append(StringBuilder text, Object... words) {
        for (Object word : words) {
            String value = word.toString();
            text.append(value.length()).append(':').append(value).append(' ');
        }
        text.append('\n');
    }
}
