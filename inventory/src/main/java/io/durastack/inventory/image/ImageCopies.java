package io.durastack.inventory.image;

import io.durastack.inventory.host.HostRefs;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationDebts;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * In which hosts' caches an image may be. An entry there is named by the image's bytes, so two
 * images of a zone may share it: it goes with the last of them.
 */
final class ImageCopies {

    private static final String LAST_OF_ITS_BYTES =
            """
            i.id = :image and not exists (select from image o
                where o.sha256 = i.sha256 and o.zone_id = i.zone_id and o.id <> i.id and o.deleted_at is null)
            """;

    private static final StepError LATER =
            StepError.of(
                    FailureCode.HOST_BUSY,
                    "something else may have needed the copy until now",
                    "remove image");

    private final JdbcClient jdbc;
    private final OperationDebts debts;

    ImageCopies(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.debts = new OperationDebts(jdbc);
    }

    /** What has to go from hosts together with the image. */
    List<Removal> of(ImageId image) {
        return jdbc.sql(
                        """
                        select h.id, h.name, h.zone_id, h.pool, i.sha256
                        from image i join image_copy c on c.sha256 = i.sha256
                        join host h on h.id = c.host_id and h.zone_id = i.zone_id and h.deleted_at is null
                        where %s order by h.name
                        """
                                .formatted(LAST_OF_ITS_BYTES))
                .param("image", image.value())
                .query((row, index) ->
                        Removal.image(HostRefs.of(row), image, row.getString("sha256")))
                .list();
    }

    /** The image is a deleted one: its row stays, and nothing else. */
    Told deleted(LockedOperation operation, List<HostId> asked) {
        forget(operation, asked);
        jdbc.sql(
                        """
                        update image set state = 'DELETED', deleted_at = now(), generation = generation + 1, updated_at = now()
                        where id = :image
                        """)
                .param("image", operation.resource().id())
                .update();
        return Told.gone(
                "image.deleted", Map.of("state", "DELETED", "name", operation.resource().name()));
    }

    /** There never was such an image. */
    Told erased(LockedOperation operation, List<HostId> asked) {
        forget(operation, asked);
        jdbc.sql("delete from image where id = :image")
                .param("image", operation.resource().id())
                .update();
        return Told.gone("image.create_rolled_back", Map.of("name", operation.resource().name()));
    }

    /**
     * Forgets the copies, if this is the last image of its bytes. Two that go at once are one after
     * the other here. A copy that nobody was asked for meanwhile, as the other image was still
     * there, is owed; so is one on which an owed volume may lie, which a host leaves where it is.
     */
    private void forget(LockedOperation operation, List<HostId> asked) {
        UUID image = operation.resource().id();
        List<Boolean> _ =
                jdbc.sql(
                                """
                                select true from image o join image i on o.sha256 = i.sha256 and o.zone_id = i.zone_id
                                where i.id = :image order by o.id for update of o
                                """)
                        .param("image", image)
                        .query((row, index) -> true)
                        .list();
        List<Removal> copies = of(new ImageId(image));
        debts.record(
                operation,
                copies.stream()
                        .filter(copy ->
                                !asked.contains(copy.host().id()) || owesVolumes(copy.host().id()))
                        .map(copy -> new Debt(copy, LATER))
                        .toList());
        copies.forEach(copy ->
                jdbc.sql("delete from image_copy where host_id = :host and sha256 = :sha256")
                        .param("host", copy.host().id().value())
                        .param("sha256", Objects.requireNonNull(copy.image()).sha256())
                        .update());
    }

    private boolean owesVolumes(HostId host) {
        return jdbc.sql(
                        """
                        select exists (select from debt where host_id = :host and paid_at is null
                            and removal ->> 'what' = 'VOLUMES')
                        """)
                .param("host", host.value())
                .query(Boolean.class)
                .single();
    }

    /** A delete was withdrawn before it began. */
    Told kept(ImageId image) {
        jdbc.sql(
                        """
                        update image set state = 'READY', generation = generation + 1, updated_at = now() where id = :image
                        """)
                .param("image", image.value())
                .update();
        return Told.of("image.updated", Map.of("state", "READY"));
    }
}
