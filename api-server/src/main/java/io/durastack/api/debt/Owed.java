package io.durastack.api.debt;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.House;
import java.util.UUID;

/**
 * Names and places that a host still has to give back. What a debt names is reserved: its host
 * would take the new thing for the old one.
 */
public enum Owed {
    /** The bridge of a network that was deleted. */
    BRIDGE("{bridge,name}", "h.zone_id", "the bridge %s of a network"),
    /** The folder of a primary storage that was deleted. */
    FOLDER("{folder,path}", "h.cluster_id", "the folder in %s of a primary storage");

    private final String place;
    private final String scope;
    private final String what;

    Owed(String place, String scope, String what) {
        this.place = place;
        this.scope = scope;
        this.what = what;
    }

    /**
     * Refuses what is owed. To be asked after the insert, which waits for the end of a delete that
     * gives the name or place free.
     *
     * @param scopeId the zone of a bridge, the cluster of a folder
     * @throws ApiProblem when a host there still has one of this name or place
     */
    public void refuse(House house, UUID scopeId, String value) {
        boolean owed =
                house.jdbc()
                        .sql(
                                """
                                select exists (select from debt d join host h on h.id = d.host_id
                                    where %s = :scope and d.paid_at is null and d.removal #>> :place::text[] = :value)
                                """
                                        .formatted(scope))
                        .param("scope", scopeId)
                        .param("place", place)
                        .param("value", value)
                        .query(Boolean.class)
                        .single();
        if (owed) {
            throw ApiProblem.of(
                    ProblemCode.CONFLICT,
                    "a host that did not answer still has "
                            + what.formatted(value)
                            + " that was deleted; its debt has to be paid first");
        }
    }
}
