package xooai.drivers.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Reads an object. A connection that is cut is made again, and reading goes on where it was. Used by one thread.
final class Download extends InputStream {
    private static final int MOST_CUTS = 3;
    private static final int CHANGED = 412;
    private static final int PART = 206;

    private final String digits;
    private final String what;
    private final Requests requests;
    private final Wire wire;
    private final Troubles troubles;

    /// What the object was when it was opened; the rest of another one would be no rest.
    private final @Nullable String tag;

    private final String length;
    private Reply reply;
    private long position;
    private int cuts;
    private boolean ended;

    /// Opens it.
    ///
    /// @param what is done, for messages
    Download(String digits, String what, Requests requests, Wire wire, Troubles troubles) throws IOException, Refusal {
        this.digits = digits;
        this.what = what;
        this.requests = requests;
        this.wire = wire;
        this.troubles = troubles;
        this.reply = wire.send(requests.get(digits, 0, null));
        this.tag = strong(reply.header("ETag"));
        this.length = String.valueOf(reply.header("Content-Length"));
    }

    /// The tag where equal ones mean equal bytes.
    private static @Nullable String strong(@Nullable String tag) {
        return tag == null || tag.startsWith("W/") ? null : tag;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        Objects.checkFromIndexSize(from, length, into.length);
        while (true) {
            try {
                int count = reply.read(into, from, length);
                if (count > 0) {
                    position += count;
                    cuts = 0;
                }
                ended = count < 0;
                return count;
            } catch (IOException e) {
                resume(e);
            }
        }
    }

    private void resume(IOException why) {
        IOException last = why;
        while (true) {
            // Silence has cost its time already: it is met once more, and a cut three times.
            cuts += last instanceof SocketTimeoutException ? MOST_CUTS - 1 : 1;
            if (cuts > MOST_CUTS || Thread.currentThread().isInterrupted()) {
                throw troubles.failed(what, last);
            }
            reply.abandon();
            try {
                wire.pause(cuts);
                reply = wire.sendOnce(requests.get(digits, position, tag));
                checkRest();
                return;
            } catch (IOException e) {
                last = e;
            } catch (Refusal refusal) {
                throw refused(refusal);
            }
        }
    }

    private void checkRest() {
        String range = String.valueOf(reply.header("Content-Range"));
        if (reply.response().code() != PART
                || !range.startsWith("bytes " + position + "-")
                || !range.endsWith("/" + length)) {
            throw replaced();
        }
    }

    private XooaiException replaced() {
        return troubles.failed(Code.DATA_LOSS, what, "it was replaced by something else while it was read");
    }

    private XooaiException refused(Refusal refusal) {
        return refusal.status() == CHANGED ? replaced() : troubles.refused(what, refusal);
    }

    @Override
    public void close() {
        if (ended) {
            reply.close();
        } else {
            reply.abandon();
        }
    }
}
