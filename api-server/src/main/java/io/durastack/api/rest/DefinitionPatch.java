package io.durastack.api.rest;

import io.durastack.inventory.list.Definition;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of any resource can be changed without an operation; a merge patch (RFC 7396): a label with
 * null goes.
 */
public record DefinitionPatch(
        @Pattern(regexp = Checks.NAME, message = Checks.NAME_RULE) @Nullable String name,
        @Size(max = 1000) @Nullable String description,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable Boolean deleteProtection) {

    Definition.Change change() {
        return new Definition.Change(name, description, labels, deleteProtection);
    }
}
