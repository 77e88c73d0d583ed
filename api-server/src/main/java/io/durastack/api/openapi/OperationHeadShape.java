package io.durastack.api.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/** An operation in short, for the document alone. */
@Schema(name = "OperationHead")
record OperationHeadShape(UUID id, String kind, String state) {}
