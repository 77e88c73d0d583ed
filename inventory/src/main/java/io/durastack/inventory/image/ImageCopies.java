package io.durastack.inventory.image;

import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.zone.ZoneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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

    private static final String FORGET =
            """
            with copies as (
                delete from image_copy c using image i, host h
                where c.sha256 = i.sha256 and h.id = c.host_id and h.zone_id = i.zone_id and %s
            )
            """
                    .formatted(LAST_OF_ITS_BYTES);

    private final JdbcClient jdbc;

    ImageCopies(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
                        Removal.image(host(row, index), image, row.getString("sha256")))
                .list();
    }

    /** The image is a deleted one: its row stays, and nothing else. */
    Told deleted(ImageId image, String name) {
        jdbc.sql(
                        FORGET
                                + """
                                update image set state = 'DELETED', deleted_at = now(), generation = generation + 1,
                                    updated_at = now()
                                where id = :image
                                """)
                .param("image", image.value())
                .update();
        return Told.gone("image.deleted", Map.of("state", "DELETED", "name", name));
    }

    /** There never was such an image. */
    Told erased(ImageId image, String name) {
        jdbc.sql(FORGET + "delete from image where id = :image")
                .param("image", image.value())
                .update();
        return Told.gone("image.create_rolled_back", Map.of("name", name));
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

    static HostRef host(ResultSet row, int index) throws SQLException {
        return new HostRef(
                new HostId(row.getObject("id", UUID.class)),
                row.getString("name"),
                new ZoneId(row.getObject("zone_id", UUID.class)),
                row.getString("pool"));
    }
}
