package io.durastack.inventory.image;

import io.durastack.inventory.host.HostRefs;
import io.durastack.inventory.operation.OperationEnds;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.inventory.operation.OperationLocks;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.image.FinishImage;
import io.durastack.workflows.image.FinishImageDelete;
import io.durastack.workflows.image.FinishImageRemoval;
import io.durastack.workflows.image.ImageFacts;
import io.durastack.workflows.image.ImageStep;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The transactions of an image's operations. */
public final class ImageEnds {

    private final JdbcClient jdbc;
    private final OperationLocks locks;
    private final OperationEnds ends;
    private final ImageCopies copies;

    public ImageEnds(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.locks = new OperationLocks(jdbc);
        this.ends = new OperationEnds(jdbc);
        this.copies = new ImageCopies(jdbc);
    }

    /** A host of the image's zone, one that answers if there is one. */
    public HostRef chooseHost(ImageStep step) {
        locks.forward(step.fence());
        return jdbc.sql(
                        """
                        with chosen as (
                            select h.id, h.name, h.zone_id, h.pool, i.sha256 from host h join image i on i.zone_id = h.zone_id
                            where i.id = :image and h.state = 'READY' and h.deleted_at is null
                            order by h.observed_state = 'SILENT', not h.enabled, random() limit 1
                        ), copy as (
                            insert into image_copy (host_id, sha256) select id, sha256 from chosen on conflict do nothing
                        )
                        select id, name, zone_id, pool from chosen
                        """)
                .param("image", step.image().value())
                .query((row, index) -> HostRefs.of(row))
                .optional()
                .orElseThrow(() ->
                        new StepFailure(
                                FailureCode.NO_CAPACITY,
                                "the zone has no host that could fetch the image"));
    }

    /** The copies of an image that is being deleted, or whose create is undone. */
    public List<Removal> copies(ImageStep step) {
        locks.running(step.fence());
        return copies.of(step.image());
    }

    /** A delete succeeded: the row stays. Copies that are owed are in the debts. */
    public FinishOutcome deleted(FinishImageDelete request) {
        return ends.succeed(
                request.fence(),
                request.steps(),
                request.debts(),
                operation -> copies.deleted(operation, hosts(request.asked())));
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
                request.debts(),
                operation -> copies.erased(operation, hosts(request.asked())));
    }

    private static List<HostId> hosts(List<Removal> copies) {
        return copies.stream().map(copy -> copy.host().id()).toList();
    }
}
