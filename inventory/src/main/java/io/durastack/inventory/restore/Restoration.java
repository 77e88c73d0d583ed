package io.durastack.inventory.restore;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes an inventory that was put back safe to be started: hosts have gone on, and know more than
 * its rows.
 *
 * <ul>
 *   <li>The epoch is raised, so every step of a run of before is refused.
 *   <li>Turns go on far above what any host can have seen. A thousand operations a second draw 10¹²
 *       in thirty years, and the sequence has room for millions of such leaps.
 *   <li>MACs go on 2²⁴ further: sixteen million NICs may have been made since the backup. There are
 *       256 such leaps; the acceptance also goes above what hosts show.
 *   <li>The bridges of each host get a generation above any that was applied: a host takes nothing
 *       for newer than what it has, so without that a network made from here on would never reach
 *       it.
 *   <li>It is read-only from here on, until the audit was accepted.
 * </ul>
 *
 * <p>Doing it twice, as after a crash in the middle of a restore, leaps twice and harms nothing.
 */
public final class Restoration {

    private static final long TURNS = 1_000_000_000_000L;
    private static final long GENERATIONS = 1_000_000_000L;
    private static final long MACS = 1L << 24;

    private Restoration() {}

    /** Does so, in the caller's transaction. No API server and no worker may be running. */
    public static void begin(JdbcClient jdbc, String reason) {
        List<Long> _ =
                jdbc.sql(
                                """
                                select setval('turn', nextval('turn') + :turns)
                                union all select setval('mac', least(nextval('mac') + :macs, 4294967294))
                                """)
                        .param("turns", TURNS)
                        .param("macs", MACS)
                        .query((row, index) -> row.getLong(1))
                        .list();
        // Hosts may have fetched images since.
        jdbc.sql(
                        """
                        insert into image_copy (host_id, sha256)
                        select distinct h.id, i.sha256 from host h join image i on i.zone_id = h.zone_id
                        where h.deleted_at is null and i.deleted_at is null
                        on conflict do nothing
                        """)
                .update();
        jdbc.sql("update host_network set generation = generation + :generations")
                .param("generations", GENERATIONS)
                .update();
        jdbc.sql(
                        """
                        update installation set epoch = epoch + 1, read_only_since = now(), read_only_reason = :reason
                        """)
                .param("reason", reason)
                .update();
    }
}
