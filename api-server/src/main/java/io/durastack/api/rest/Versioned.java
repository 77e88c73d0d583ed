package io.durastack.api.rest;

import java.util.UUID;

/** What every resource shows; its generation is its ETag. */
public interface Versioned {

    UUID id();

    String name();

    long generation();
}
