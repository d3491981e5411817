package xooai.driver;

import xooai.doc.DocSchema;

/// What one endpoint takes and gives.
///
/// @param path the last segment of its address; empty for the one endpoint of a flow
/// @param kind how it is called
/// @param input the schema of the docs it takes
/// @param output the schema of the docs it gives
/// @param branchesApart whether it takes the branches of a join apart, as `Inputs`
/// @param idempotent whether calling it twice is as good as calling it once
public record EndpointDescription(
        String path, CallKind kind, DocSchema input, DocSchema output, boolean branchesApart, boolean idempotent) {}
