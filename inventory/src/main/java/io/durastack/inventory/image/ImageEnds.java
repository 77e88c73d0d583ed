package io.durastack.inventory.image;

import io.durastack.inventory.operation.OperationEnds;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.inventory.operation.OperationLocks;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.image.FinishImage;
import io.durastack.workflows.image.FinishImageRemoval;
import io.durastack.workflows.image.ImageFacts;
import io.durastack.workflows.image.ImageStep;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.zone.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The transactions of an image's operations. */
public final class ImageEnds {

    private final JdbcClient jdbc;
    private final OperationLocks locks;
    private final OperationEnds ends;

    public ImageEnds(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.locks = new OperationLocks(jdbc);
        this.ends = new OperationEnds(jdbc);
    }

    /** A host of the image's zone, one that answers if there is one. */
    public HostRef chooseHost(ImageStep step) {
        locks.forward(step.fence());
        return jdbc.sql(
                        """
                        select h.id, h.name, h.zone_id, h.pool from host h join image i on i.zone_id = h.zone_id
                        where i.id = :image and h.state = 'READY' and h.deleted_at is null
                        order by h.observed_state = 'SILENT', not h.enabled, random() limit 1
                        """)
                .param("image", step.image().value())
                .query((row, index) ->
                        new HostRef(
                                new HostId(row.getObject("id", UUID.class)),
                                row.getString("name"),
                                new ZoneId(row.getObject("zone_id", UUID.class)),
                                row.getString("pool")))
                .optional()
                .orElseThrow(() ->
                        new StepFailure(
                                FailureCode.NO_CAPACITY,
                                "the zone has no host that could fetch the image"));
    }

    /** A create succeeded: the image can be used. */
    public FinishOutcome created(FinishImage request) {
        ImageFacts facts = request.facts();
        return ends.succeedUnlessCancelled(
                request.fence(),
                request.steps(),
                operation -> {
                    jdbc.sql(
                                    """
                                    update image set state = 'READY', format = :format, virtual_bytes = :virtual,
                                        file_bytes = :file, generation = generation + 1, updated_at = now()
                                    where id = :image
                                    """)
                            .param("format", facts.format())
                            .param("virtual", facts.virtualBytes())
                            .param("file", facts.fileBytes())
                            .param("image", request.image().value())
                            .update();
                    return Told.of(
                            "image.created",
                            Map.of("state", "READY", "name", operation.resource().name()));
                });
    }

    /** A create was rolled back: there is no such image. */
    public FinishOutcome createRolledBack(FinishImageRemoval request) {
        return ends.rollBack(
                request.fence(),
                request.steps(),
                request.cause(),
                List.of(),
                operation -> ImageKinds.erased(jdbc, operation));
    }
}
