package xooai.driver;

import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Doc;

/// What a driver serves: an executor or a flow, as a transport sees it.
///
/// Safe for use by many threads.
public interface Service {

    /// The first segment of its path.
    String name();

    /// What it says of itself.
    Description describe();

    /// The class of docs that an endpoint takes; [Doc] itself for docs of any type.
    ///
    /// @throws xooai.doc.XooaiException with NOT_FOUND when there is no such endpoint; the message lists
    ///     those there are
    Class<? extends Doc> docsOf(String endpoint);

    /// Answers a call of any kind; blocks until its end. A failure is an answer, never an exception.
    ///
    /// @return how it ended; with docs where the answer is no stream
    Response exchange(Exchange exchange);

    /// Answers a request; blocks until then. A failure is an answer, never an exception.
    Response serve(Request request, Context context);
}
