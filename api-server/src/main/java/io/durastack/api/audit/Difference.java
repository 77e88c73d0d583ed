package io.durastack.api.audit;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as the other side says.
 *
 * @param host null where it is about rows alone
 * @param kind HOST, DOMAIN, VOLUME, BRIDGE, RESERVATION; of rows COUNTER, PLACEMENT, ADDRESS, CLAIM
 * @param id of the thing; of a bridge its name
 * @param name for people; null where nobody knows it
 * @param operation that holds it, or owes its removal
 * @param action that repairs it; null where there is none, or where a person has to look first
 */
public record Difference(
        @Nullable UUID host,
        @Nullable String hostName,
        String kind,
        String id,
        @Nullable String name,
        String expected,
        String found,
        Probably probably,
        @Nullable UUID operation,
        @Nullable RepairCall action) {

    /** Whether the other one says the same of the same thing. */
    boolean isSameAs(Difference other) {
        return Objects.equals(host, other.host)
                && kind.equals(other.kind)
                && id.equals(other.id)
                && found.equals(other.found)
                && probably == other.probably;
    }

    /** In one line, for people. */
    public String line() {
        return "%s %s%s%s: %s; expected %s (%s)"
                .formatted(
                        kind,
                        id,
                        name == null ? "" : " '" + name + "'",
                        hostName == null ? "" : " on host " + hostName,
                        found,
                        expected,
                        probably);
    }
}
