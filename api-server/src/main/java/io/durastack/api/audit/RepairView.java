package io.durastack.api.audit;

import java.util.List;
import java.util.UUID;

/** What is being repaired. */
record RepairView(UUID host, String hostName, List<Repair.Thing> things) {}
