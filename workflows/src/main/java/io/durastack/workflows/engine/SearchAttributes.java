package io.durastack.workflows.engine;

import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.zone.ZoneId;
import io.temporal.common.SearchAttributeKey;
import java.util.List;

/**
 * What operations can be searched by in the Web UI. All but the end are set when a run starts, and
 * the end only where it is no success, so success costs no further write.
 */
public final class SearchAttributes {

    public static final SearchAttributeKey<String> RESOURCE_KIND =
            SearchAttributeKey.forKeyword("ResourceKind");
    public static final SearchAttributeKey<String> RESOURCE_ID =
            SearchAttributeKey.forKeyword("ResourceId");
    public static final SearchAttributeKey<String> OPERATION_KIND =
            SearchAttributeKey.forKeyword("OperationKind");
    public static final SearchAttributeKey<String> ZONE = SearchAttributeKey.forKeyword("Zone");

    /**
     * {@code ROLLED_BACK}, {@code HELD} or {@code SUPERSEDED}: how a run closed without success.
     */
    public static final SearchAttributeKey<String> END =
            SearchAttributeKey.forKeyword("OperationEnd");

    /** All of them, to be registered when an installation is set up. */
    public static final List<SearchAttributeKey<String>> ALL =
            List.of(RESOURCE_KIND, RESOURCE_ID, OPERATION_KIND, ZONE, END);

    private SearchAttributes() {}

    /** Those of one run as it starts. */
    public static io.temporal.common.SearchAttributes of(OperationRun run) {
        var attributes =
                io.temporal.common.SearchAttributes.newBuilder()
                        .set(RESOURCE_KIND, run.resource().kind())
                        .set(RESOURCE_ID, run.resource().id().toString())
                        .set(OPERATION_KIND, run.kind());
        ZoneId zone = run.zone();
        return (zone == null ? attributes : attributes.set(ZONE, zone.toString())).build();
    }
}
