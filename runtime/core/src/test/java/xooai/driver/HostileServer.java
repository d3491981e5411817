package xooai.driver;

import java.io.IOException;
import java.net.URI;

/// A server that speaks a driver's protocol and answers every call with the same messages, whatever they are.
public interface HostileServer extends AutoCloseable {

    /// The address of the executor that it seems to serve.
    URI address();

    @Override
    void close() throws IOException;

    /// What it does after its messages.
    enum Ending {
        /// It ends the answer as the transport does it in good order.
        IN_ORDER,
        /// It cuts the connection.
        CUT,
        /// It says nothing more.
        SILENT
    }
}
