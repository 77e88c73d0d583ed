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
        @DefaultValue("15m") Duration imageDelete) {

    private static final Duration LONGEST = Duration.ofDays(365);

    DeadlineSettings {
        Map.of(
                        "vm-create", vmCreate,
                        "vm-delete", vmDelete,
                        "vm-start", vmStart,
                        "vm-stop", vmStop,
                        "vm-reboot", vmReboot,
                        "host-create", hostCreate,
                        "host-delete", hostDelete,
                        "host-settle", hostSettle,
                        "image-create", imageCreate,
                        "image-delete", imageDelete)
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
            default -> throw new IllegalStateException("no deadline is set for " + kind);
        };
    }
}
