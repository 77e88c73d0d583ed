package io.durastack.simulator;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.image.FetchImage;
import io.durastack.workflows.image.ImageActivities;
import io.durastack.workflows.image.ImageFacts;
import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.image.RemoveImage;
import io.durastack.workflows.operation.Fence;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Images in a world without bytes: whatever is asked for is a qcow2 image of 1 GiB in a file of 256
 * MiB, with the checksum that was expected. One that is not is ordered as a fault of {@code
 * fetchImage}.
 */
final class SimulatedImages implements ImageActivities {

    private static final ImageFacts FACTS = new ImageFacts("qcow2", 1L << 30, 256L << 20);

    private final WorldDatabase world;
    private final JdbcClient jdbc;
    private final Turns turns;
    private final StepGate gate;

    SimulatedImages(WorldDatabase world, StepGate gate) {
        this.world = world;
        this.jdbc = world.jdbc();
        this.turns = new Turns(jdbc);
        this.gate = gate;
    }

    @Override
    public ImageFacts fetchImage(FetchImage request) {
        return gate.pass(
                "fetchImage",
                request,
                request.image().value(),
                () ->
                        world.atOnce(() -> {
                            raise(request.fence(), request.host(), request.image());
                            keep(request.host(), request.sha256());
                            return FACTS;
                        }));
    }

    private void raise(Fence fence, HostRef host, ImageId image) {
        boolean _ = turns.raise(fence, host, List.of(image.value()));
    }

    private void keep(HostRef host, String sha256) {
        jdbc.sql(
                        """
                        insert into sim_image (host_id, sha256) select id, :sha256 from sim_host where id = :host
                        on conflict do nothing
                        """)
                .param("host", host.id().value())
                .param("sha256", sha256)
                .update();
    }

    @Override
    public void removeImage(RemoveImage request) {
        gate.pass(
                "removeImage",
                request,
                request.image().value(),
                () ->
                        world.atOnce(() -> {
                            raise(request.fence(), request.host(), request.image());
                            return forget(request.host(), request.sha256());
                        }));
    }

    private int forget(HostRef host, String sha256) {
        return jdbc.sql(
                        """
                        delete from sim_image where host_id = :host and sha256 = :sha256 and not exists (
                            select from sim_volume where host_id = :host and spec -> 'image' ->> 'sha256' = :sha256)
                        """)
                .param("host", host.id().value())
                .param("sha256", sha256)
                .update();
    }
}
