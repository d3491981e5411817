package xooai.driver;

import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// One call of any kind, as the side that answers sees it: chunks come in, chunks go out, and what
/// [Service#exchange] returns is its one end.
///
/// Chunks of either direction keep their order. Both directions are bounded: who sends faster than the other
/// side reads waits. Receiving and sending may be done by two threads, each by one. Once the call was
/// cancelled, or its end was sent, both throw [xooai.doc.XooaiException] with why.
public interface Exchange {

    /// How it was called, which need not be the kind that the endpoint has.
    CallKind kind();

    /// What opened it: the endpoint, the parameters, and keys that this version does not know. Its docs are
    /// the first chunk that is received.
    Request request();

    /// The call's deadline, cancellation and parameters.
    Context context();

    /// Waits for the next chunk; null once the caller has said all.
    @Nullable
    DocArray<Doc> receive();

    /// Sends a chunk; waits while the other side has no room for it. Only where the answer is a stream.
    void send(DocArray<? extends Doc> chunk);
}
