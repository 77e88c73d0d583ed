package io.durastack.api.operation;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * After which time an operation of each kind counts as late, from a second to a year. Nothing is
 * done about a late one: it is shown, and counted for an alert. Resolved when an operation is
 * accepted, and kept by it; a decision gives it the same time again.
 */
@ConfigurationProperties(prefix = "durastack.deadlines", ignoreUnknownFields = false)
record DeadlineSettings(
        @DefaultValue("10m") Duration vmCreate,
        @DefaultValue("10m") Duration vmDelete,
        @DefaultValue("10m") Duration vmStart,
        @DefaultValue("10m") Duration vmStop,
        @DefaultValue("10m") Duration vmReboot,
        @DefaultValue("15m") Duration hostCreate,
        @DefaultValue("15m") Duration hostDelete,
        @DefaultValue("1d") Duration hostSettle,
        @DefaultValue("1h") Duration imageCreate,
        @DefaultValue("15m") Duration imageDelete,
        @DefaultValue("15m") Duration l2NetworkCreate,
        @DefaultValue("15m") Duration l2NetworkDelete,
        @DefaultValue("15m") Duration primaryStorageCreate,
        @DefaultValue("15m") Duration primaryStorageDelete) {

    private static final Duration LONGEST = Duration.ofDays(365);

    DeadlineSettings {
        Map.ofEntries(
                        Map.entry("vm-create", vmCreate),
                        Map.entry("vm-delete", vmDelete),
                        Map.entry("vm-start", vmStart),
                        Map.entry("vm-stop", vmStop),
                        Map.entry("vm-reboot", vmReboot),
                        Map.entry("host-create", hostCreate),
                        Map.entry("host-delete", hostDelete),
                        Map.entry("host-settle", hostSettle),
                        Map.entry("image-create", imageCreate),
                        Map.entry("image-delete", imageDelete),
                        Map.entry("l2-network-create", l2NetworkCreate),
                        Map.entry("l2-network-delete", l2NetworkDelete),
                        Map.entry("primary-storage-create", primaryStorageCreate),
                        Map.entry("primary-storage-delete", primaryStorageDelete))
                .forEach(DeadlineSettings::check);
    }

    private static void check(String name, Duration deadline) {
        if (deadline.compareTo(Duration.ofSeconds(1)) < 0 || deadline.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "durastack.deadlines." + name + " must be from 1s to 365d, not " + deadline);
        }
    }

    /** That of operations of a kind, {@code vm.create}. */
    Duration of(String kind) {
        return switch (kind) {
            case "vm.create" -> vmCreate;
            case "vm.delete" -> vmDelete;
            case "vm.start" -> vmStart;
            case "vm.stop" -> vmStop;
            case "vm.reboot" -> vmReboot;
            case "host.create" -> hostCreate;
            case "host.delete" -> hostDelete;
            case "host.settle" -> hostSettle;
            case "image.create" -> imageCreate;
            case "image.delete" -> imageDelete;
            case "l2-network.create" -> l2NetworkCreate;
            case "l2-network.delete" -> l2NetworkDelete;
            case "primary-storage.create" -> primaryStorageCreate;
            case "primary-storage.delete" -> primaryStorageDelete;
            default -> throw new IllegalStateException("no deadline is set for " + kind);
        };
    }
}
