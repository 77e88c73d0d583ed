package io.durastack.standalone.engine;

import com.google.protobuf.util.Durations;
import io.durastack.workflows.engine.SearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Map;

/** Makes a Temporal server ready for us: a namespace, and what its runs are searched by. */
public final class EngineSetup {

    /** Longer than any sweep: an engine that has forgotten a run is taken for one that lost it. */
    private static final int RETENTION_HOURS = 24;

    private final String target;

    public EngineSetup(String target) {
        this.target = target;
    }

    /** Done any number of times, it does what is missing. */
    public void ensure(String namespace) {
        registerNamespace(namespace);
        registerAttributes(namespace);
    }

    private void registerNamespace(String namespace) {
        WorkflowServiceStubs stubs =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder()
                                .setTarget(target)
                                .setRpcTimeout(Duration.ofSeconds(5))
                                .validateAndBuildWithDefaults());
        try {
            stubs.blockingStub()
                    .registerNamespace(
                            RegisterNamespaceRequest.newBuilder()
                                    .setNamespace(namespace)
                                    .setWorkflowExecutionRetentionPeriod(
                                            Durations.fromHours(RETENTION_HOURS))
                                    .build());
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw refused;
            }
        } finally {
            stubs.shutdownNow();
        }
    }

    private void registerAttributes(String namespace) {
        OperatorServiceStubs operator =
                OperatorServiceStubs.newServiceStubs(
                        OperatorServiceStubsOptions.newBuilder()
                                .setTarget(target)
                                .setRpcTimeout(Duration.ofSeconds(5))
                                .validateAndBuildWithDefaults());
        try {
            Map<String, IndexedValueType> known =
                    operator.blockingStub()
                            .listSearchAttributes(
                                    ListSearchAttributesRequest.newBuilder()
                                            .setNamespace(namespace)
                                            .build())
                            .getCustomAttributesMap();
            AddSearchAttributesRequest.Builder missing =
                    AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
            SearchAttributes.ALL.stream()
                    .filter(attribute -> !known.containsKey(attribute.getName()))
                    .forEach(attribute ->
                            missing.putSearchAttributes(
                                    attribute.getName(),
                                    IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
            if (missing.getSearchAttributesCount() > 0) {
                operator.blockingStub().addSearchAttributes(missing.build());
            }
        } finally {
            operator.shutdownNow();
        }
    }
}
