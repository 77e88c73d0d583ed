package io.durastack.workflows.world;

import io.durastack.workflows.host.HostId;

/** One question to one world. */
public final class ListWorldWorkflow implements ListWorld {

    @Override
    public WorldListing run(WorldQuery query) {
        WorldActivities world = Worlds.stub(query.zone(), query.pool());
        HostId host = query.host();
        return host == null ? WorldListing.ofHosts(world.hosts()) : world.listHost(host);
    }
}
