package xooai.driver;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.CallError;

/// A caller that speaks a driver's protocol and says in it what it likes.
public interface HostileCaller extends AutoCloseable {

    /// Opens a call of an endpoint of the probe, of that kind and in that codec; nothing more is sent yet than
    /// the transport itself needs.
    Call open(String endpoint, CallKind kind, Codec codec) throws IOException;

    /// Cuts the connection, with all calls on it.
    @Override
    void close() throws IOException;

    /// One call of such a caller.
    interface Call {
        /// Sends a message with that body. The first one stands where the request belongs that opens the call.
        void send(byte[] body) throws IOException;

        /// Says that nothing follows.
        void end() throws IOException;

        /// Breaks the call off by the transport's own means.
        void reset() throws IOException;

        /// Waits for how the call ended: the error that was answered, or null where it was answered well.
        @Nullable
        CallError answer() throws Exception;
    }
}
