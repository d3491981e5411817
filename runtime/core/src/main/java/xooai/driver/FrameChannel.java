package xooai.driver;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import xooai.codec.Frame;

/// What a driver gives for a stream: frames to the other side and from it. [StreamServer] and [StreamCall]
/// make calls of it, with all that calls owe each other.
///
/// One thread reads and one writes, at the same time. Both block; both end with an exception soon after
/// [#close].
public interface FrameChannel extends AutoCloseable {

    /// Waits for the next frame; null where the other side ended the transport's stream in good order.
    ///
    /// @throws IOException when it was cut
    /// @throws xooai.doc.XooaiException when what came cannot be read
    @Nullable
    Frame read() throws IOException;

    /// Writes a frame; waits while the other side has no room for it.
    ///
    /// @throws IOException when the other side is gone
    void write(Frame frame) throws IOException;

    /// Breaks the transport's stream off unless both its directions have ended. Any thread may do this.
    @Override
    void close();
}
