package xooai.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server, and a client of it that asks what it likes.
public interface WebPeer extends AutoCloseable {

    /// What came back.
    ///
    /// @param headers by names in lower case
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Answer(int status, Map<String, String> headers, byte[] body) {
        /// The body as text.
        public String text() {
            return new String(body, UTF_8);
        }

        /// A header; null where there is none.
        public @Nullable String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /// Sends a request, whole, and reads its answer.
    ///
    /// @param headers of which `Host` stands for the authority, however the protocol sends it
    Answer send(String method, String path, Map<String, String> headers, byte[] body) throws IOException;

    /// The server's host and port.
    String authority();

    @Override
    void close();
}
