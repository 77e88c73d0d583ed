package io.durastack.workflows.engine;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/**
 * What operations can be searched by in the Web UI. All are set when a run starts, so success costs
 * no further write.
 */
public final class SearchAttributes {

    public static final SearchAttributeKey<String> RESOURCE_KIND =
            SearchAttributeKey.forKeyword("ResourceKind");
    public static final SearchAttributeKey<String> RESOURCE_ID =
            SearchAttributeKey.forKeyword("ResourceId");
    public static final SearchAttributeKey<String> OPERATION_KIND =
            SearchAttributeKey.forKeyword("OperationKind");
    public static final SearchAttributeKey<String> ZONE = SearchAttributeKey.forKeyword("Zone");

    /** All of them, to be registered when an installation is set up. */
    public static final List<SearchAttributeKey<String>> ALL =
            List.of(RESOURCE_KIND, RESOURCE_ID, OPERATION_KIND, ZONE);

    private SearchAttributes() {}
}
