package io.durastack.workflows.world;

import io.durastack.workflows.zone.ZoneId;

/** Which world is meant: every worker of this pool in this zone can reach it. */
public record WorldPlace(ZoneId zone, String pool) {}
