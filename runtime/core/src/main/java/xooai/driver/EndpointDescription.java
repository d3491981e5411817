package xooai.driver;

import xooai.doc.DocSchema;
import xooai.doc.PortType;

/// What one endpoint takes and gives.
///
/// @param path the last segment of its address; empty for the one endpoint of a flow
/// @param kind how it is called
/// @param input the schema of the docs it takes
/// @param output the schema of the docs it gives
/// @param branchesApart whether it takes the branches of a join apart, as `Inputs`
/// @param idempotent whether calling it twice is as good as calling it once
/// @param takesOne whether it takes one doc at a time; it is called for each of an array
/// @param givesOne whether it gives one doc a call
public record EndpointDescription(
        String path,
        CallKind kind,
        DocSchema input,
        DocSchema output,
        boolean branchesApart,
        boolean idempotent,
        boolean takesOne,
        boolean givesOne) {

    /// An endpoint that takes and gives arrays of docs, or streams.
    public EndpointDescription(
            String path, CallKind kind, DocSchema input, DocSchema output, boolean branchesApart, boolean idempotent) {
        this(path, kind, input, output, branchesApart, idempotent, false, false);
    }

    /// This endpoint where its docs are of those schemas.
    public EndpointDescription of(DocSchema taken, DocSchema given) {
        return new EndpointDescription(path, kind, taken, given, branchesApart, idempotent, takesOne, givesOne);
    }

    /// What its port takes.
    public PortType takes() {
        return new PortType(input, shape(kind.streamsIn(), takesOne));
    }

    /// What its port gives.
    public PortType gives() {
        return new PortType(output, shape(kind.streamsOut(), givesOne));
    }

    private static PortType.Shape shape(boolean streams, boolean one) {
        return streams ? PortType.Shape.STREAM : one ? PortType.Shape.ONE : PortType.Shape.ARRAY;
    }
}
