package xooai.driver;

import java.util.List;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Doc;

/// A way to one remote address. Opened lazily, reused, safe for use by many threads.
public interface Connection extends AutoCloseable {

    /// What is served at the address: every executor and flow there.
    ///
    /// @throws xooai.doc.XooaiException when the address does not answer, or answers what cannot be read;
    ///     the message
    ///     says what was tried, with what, and why it failed
    List<Description> describe(Context context);

    /// Calls an endpoint and blocks for the answer. Cancelling the context cancels the call by the protocol's
    /// own means. The answer's docs are of that class where they do not say; [Doc] itself for docs of any
    /// type.
    ///
    /// @throws xooai.doc.XooaiException when no answer came: UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED,
    ///     or DATA_LOSS
    ///     for an answer that cannot be read. A failure that the other side answered is a [Response].
    Response call(String executor, Request request, Class<? extends Doc> docs, Context context);

    /// Opens a call of any kind. Cancelling the context cancels the call by the protocol's own means.
    ///
    /// @param request the parameters, and the first docs where there are some; all docs where this side does
    ///     not stream
    /// @throws xooai.doc.XooaiException when it cannot be opened
    OpenCall open(String executor, Request request, CallKind kind, Class<? extends Doc> docs, Context context);

    /// Closes what it keeps open.
    @Override
    void close();
}
