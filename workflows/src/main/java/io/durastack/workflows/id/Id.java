package io.durastack.workflows.id;

import java.util.UUID;

/** What all typed ids have in common: the UUID inside. */
public interface Id {

    UUID value();
}
