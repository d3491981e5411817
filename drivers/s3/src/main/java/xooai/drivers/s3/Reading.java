package xooai.drivers.s3;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import xooai.doc.XooaiException;

/// Reads a source from its beginning to its end, and again from an earlier place where a part has to be sent again.
/// Its failures are [Unsendable]. Used by one thread.
final class Reading implements AutoCloseable {
    private final Source source;
    private @Nullable InputStream in;
    private long position;

    Reading(Source source) {
        this.source = source;
    }

    /// Reads so many bytes from that place.
    ///
    /// @throws Unsendable when there are fewer
    void read(long from, byte[] into, int count) throws Unsendable {
        try {
            if (at(from).readNBytes(into, 0, count) < count) {
                throw Unsendable.changed("the content has become shorter while it was sent");
            }
            position = from + count;
        } catch (Unsendable e) {
            throw e;
        } catch (IOException e) {
            throw Unsendable.unreadable(e);
        } catch (XooaiException e) {
            throw Unsendable.unreadable(e);
        }
    }

    /// Sees to it that the source ends there.
    void end(long at) throws Unsendable {
        try {
            if (at(at).read() >= 0) {
                throw Unsendable.changed("the content is longer than its size says");
            }
        } catch (Unsendable e) {
            throw e;
        } catch (IOException e) {
            throw Unsendable.unreadable(e);
        } catch (XooaiException e) {
            throw Unsendable.unreadable(e);
        }
    }

    private InputStream at(long from) throws IOException {
        InputStream open = in;
        if (open == null || position != from) {
            close();
            open = source.open(from);
            in = open;
            position = from;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
            in = null;
        }
    }
}
