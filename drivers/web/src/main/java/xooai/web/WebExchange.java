package xooai.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One HTTP request and where its answer goes, as the transport under it has them.
///
/// One thread answers; for streams a second one reads the body at the same time. The answer is either
/// [#answer], or [#begin] and then as many [#write] as there are messages. What fails on the way to the client
/// is an [IOException], whatever the transport's library throws.
public interface WebExchange {

    /// The method, as it was sent.
    String method();

    /// The path, as it was sent: without the query, and not decoded.
    String path();

    /// The first header of that name; null where there is none.
    @Nullable
    String header(String name);

    /// All headers of that name, in their order.
    List<String> headers(String name);

    /// How many bytes the body has, where the client says so; negative otherwise.
    long contentLength();

    /// The body. Reading blocks.
    ///
    /// @throws IOException from here and from reading it where it was cut; an [UnreadableBodyException] where
    ///     the client can be told better what was wrong
    InputStream body() throws IOException;

    /// The body as a stream that somebody reads until its end, however long that takes: whoever reads it hears
    /// of a client that leaves.
    InputStream stream() throws IOException;

    /// The address of this machine that the client reached.
    String reached();

    /// When the request arrived, by [System#nanoTime()].
    long began();

    /// Answers with that body, whole. The answer ends with [#end], or when the handler returns.
    void answer(Head head, byte[] body) throws IOException;

    /// Begins an answer whose body is written as it comes.
    void begin(Head head) throws IOException;

    /// Writes that part of the body, and sends it at once; waits until the system has taken it.
    ///
    /// @param last whether the answer ends with it
    void write(byte[] bytes, boolean last) throws IOException;

    /// Ends the answer. More of the body may be read afterwards.
    void end() throws IOException;

    /// Whether an answer has begun to leave, so that no other can be given.
    boolean isCommitted();

    /// Nobody will read the rest of the body; said before the answer, so that the client can be told.
    void leaveBody();

    /// Whether the client has left. Asked now and then, by any thread, once the body has been read or where
    /// somebody reads it as a stream.
    boolean isGone();

    /// From now on what follows may take that long, and is broken off then; null for as long as it likes.
    void allow(@Nullable Duration time);

    /// From now on nothing has to move: how long the call may stand still is decided by who answers it.
    void openEnded();

    /// Breaks the exchange off, so that the client cannot take it for complete. Any thread may do this.
    void abort();
}
