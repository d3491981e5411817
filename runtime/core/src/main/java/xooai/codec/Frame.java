package xooai.codec;

import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// One message of a stream, after the request that opened it.
///
/// Each side sends chunks and then exactly one end, or gives up by a cancel. Written, a chunk is
/// `{"docs":[…]}`, an end `{"end":true}` with `status` and, where it failed, `error` when it comes from the
/// side that answers, and a cancel `{"cancel":{…}}` with the error that says why.
public sealed interface Frame {

    /// Some docs of the stream, in their order.
    record Chunk(DocArray<? extends Doc> docs) implements Frame {}

    /// Nothing follows.
    ///
    /// @param response how the call ended, with the docs of an answer that is no stream; null from a caller,
    ///     who has only said all
    record End(@Nullable Response response) implements Frame {}

    /// The side that sends it wants no more of the call.
    record Cancel(CallError why) implements Frame {}
}
