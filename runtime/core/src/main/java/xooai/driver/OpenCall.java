package xooai.driver;

import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// A call of any kind that is under way, as its caller sees it.
///
/// One thread may send while another receives. What goes wrong is thrown as [xooai.doc.XooaiException]: a
/// stream that is cut before its end is UNAVAILABLE, never a success. Closing it before its end cancels it.
public interface OpenCall extends AutoCloseable {

    /// Sends a chunk; waits while the other side has no room for it. Only where the caller streams.
    ///
    /// @return whether more may be sent; false once the call is over, and [#receive] and [#response] tell how
    boolean send(DocArray<? extends Doc> chunk);

    /// Says that no chunk follows.
    void end();

    /// Waits for the next chunk of the answer; null at its end.
    @Nullable
    DocArray<Doc> receive();

    /// Waits for how the call ended, with the docs of an answer that is no stream. A failure that the other
    /// side answered is a response.
    Response response();

    /// Cancels the call unless it has ended.
    @Override
    void close();
}
