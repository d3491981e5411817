package xooai.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.driver.Memory;
import xooai.store.CountedStream;

/// Reads bodies whole, within limits of size, time and memory.
final class Bodies {
    private static final int FIRST = 8192;
    private static final int DECLARED = 65_536;
    /// The longest array that every virtual machine makes.
    private static final int LONGEST = Integer.MAX_VALUE - 8;
    /// Text is packed ten times smaller, the dullest lists of numbers a hundred times.
    private static final int HIGHEST_RATIO = 200;
    private static final int UNSUSPECTED = 1 << 20;

    private final int limit;
    private final Tuning tuning;
    private final Memory memory;

    Bodies(int limit, Tuning tuning) {
        this.limit = Math.min(limit, LONGEST - 1);
        this.tuning = tuning;
        this.memory = tuning.memory();
    }

    /// A body that counts against the memory of all until it is closed.
    final class Body implements AutoCloseable {
        private final Memory.Share held = memory.new Share();
        private byte[] bytes = new byte[0];

        byte[] bytes() {
            return bytes;
        }

        private void grow(int size) {
            held.take(size);
            bytes = Arrays.copyOf(bytes, size);
        }

        @Override
        public void close() {
            held.close();
        }
    }

    /// What a body of messages counts by, that others read.
    Memory.Share share() {
        return memory.new Share();
    }

    /// Reads the body of a request.
    ///
    /// @throws Refusal when it is too large, too slow, broken off, or encoded in an unknown way
    Body read(WebExchange exchange) {
        String encoding = exchange.header("Content-Encoding");
        boolean gzip = isGzip(encoding);
        long length = exchange.contentLength();
        if (length > limit) {
            throw tooLarge();
        }
        Body body = new Body();
        try {
            read(exchange.body(), gzip, (int) length, body);
            return body;
        } catch (RuntimeException e) {
            body.close();
            throw e;
        } catch (IOException e) {
            body.close();
            throw broken(e);
        }
    }

    /// Checks that a stream is not compressed.
    ///
    /// @throws Refusal with 415 when it is
    static void checkPlain(WebExchange exchange) {
        if (isGzip(exchange.header("Content-Encoding"))) {
            throw Refusal.of(415, Code.INVALID_ARGUMENT, "a stream or a file cannot be compressed: send it plain");
        }
    }

    private static boolean isGzip(@Nullable String encoding) {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new Refusal(
                415,
                CallError.of(Code.INVALID_ARGUMENT, "the body's `Content-Encoding` is not known: send gzip, or none"),
                Map.of("Accept-Encoding", "gzip"));
    }

    private void read(InputStream raw, boolean gzip, int length, Body body) throws IOException {
        long until = System.nanoTime() + tuning.body().toNanos();
        if (gzip) {
            Bounded packed = new Bounded(raw, limit);
            Gzip unpacked = new Gzip(packed);
            readAll(unpacked, -1, until, body, packed);
            if (unpacked.hasMore()) {
                throw Refusal.of(Code.INVALID_ARGUMENT, "the body cannot be read: something follows its gzip");
            }
            return;
        }
        readAll(raw, length, until, body, null);
    }

    private void readAll(InputStream in, int length, long until, Body body, @Nullable Bounded packed)
            throws IOException {
        body.grow(length >= 0 ? Math.min(length, DECLARED) : FIRST);
        int size = 0;
        while (true) {
            if (size == body.bytes.length && size != length) {
                body.grow(larger(size, length >= 0 ? length : limit + 1));
            }
            // One more read after the last byte: it lets the server see the end of the message.
            int read = size == length ? in.read() : in.read(body.bytes, size, body.bytes.length - size);
            if (read < 0) {
                break;
            }
            size += size == length ? 1 : read;
            if (size > limit) {
                throw tooLarge();
            }
            if (packed != null && size > UNSUSPECTED && size > HIGHEST_RATIO * packed.given()) {
                throw tooDense();
            }
            if (System.nanoTime() - until > 0) {
                throw tooSlow();
            }
        }
        if (size != body.bytes.length) {
            body.bytes = Arrays.copyOf(body.bytes, size);
        }
    }

    /// The next size of a buffer that is full, up to that most.
    static int larger(int size, int most) {
        return (int) Math.min(Math.max(size * 4L, FIRST), most);
    }

    private static Refusal tooDense() {
        return Refusal.of(
                413,
                Code.RESOURCE_EXHAUSTED,
                "the body is over the limit of " + HIGHEST_RATIO + " bytes for each byte of its gzip; send it plain");
    }

    private Refusal tooLarge() {
        return UploadStream.tooLarge(limit);
    }

    private Refusal tooSlow() {
        return Refusal.of(
                408,
                Code.DEADLINE_EXCEEDED,
                "the body took longer than " + tuning.body().toSeconds() + " s to arrive");
    }

    /// What to answer where reading a body failed.
    Refusal broken(IOException e) {
        Throwable cause = e;
        for (Throwable t = e; t != null; t = t.getCause()) {
            cause = t;
            if (t instanceof UnreadableBodyException unreadable) {
                return Refusal.of(
                        unreadable.status(),
                        Refusal.codeOf(unreadable.status()),
                        "the body cannot be read: " + unreadable.getMessage());
            }
            if (t instanceof TimeoutException) {
                return tooSlow();
            }
        }
        String why = cause instanceof ZipException
                ? "it is no gzip"
                : cause instanceof EOFException ? "it ends too early" : "the connection broke";
        return Refusal.of(Code.INVALID_ARGUMENT, "the body cannot be read: " + why);
    }

    /// Gzip that knows whether anything followed it: Java's own takes whatever does for the end.
    private static final class Gzip extends GZIPInputStream {
        private static final int TRAILER = 8;

        Gzip(InputStream packed) throws IOException {
            super(packed, FIRST);
        }

        boolean hasMore() throws IOException {
            return inf.getRemaining() > TRAILER || in.read() >= 0;
        }
    }

    /// A stream that gives no more than so many bytes: compressed bodies are bounded before and after.
    private final class Bounded extends CountedStream {
        private final long most;
        private long given;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        long given() {
            return given;
        }

        @Override
        protected void counted(long count, long sofar) {
            given = sofar;
            if (given > most) {
                throw tooLarge();
            }
        }
    }
}
