package xooai.drivers.s3;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.store.Signature;
import xooai.store.Store;
import xooai.store.Turns;

/// A store in a bucket. Content is the object `PREFIX/content/ab/cdef…`, by the digits of its signature, which is in
/// its metadata as well.
///
/// An object is written once and never replaced: equal content of others is as good. Each call works in the thread
/// that makes it, over a connection of its own, in pieces of at most a few hundred KiB; an interrupt ends it.
final class S3Store implements Store {
    private static final String PUT = "put content into";
    private static final int BUFFER = 1 << 17;

    /// Content up to this size that was not seen lately is sent without asking whether it is there: the server says
    /// so all the same, and the answer would take as long as the content does.
    private static final int SMALL = 1 << 17;

    private final S3Address address;
    private final Tuning tuning;
    private final Troubles troubles;
    private final Requests requests;
    private final Wire wire;
    private final Upload upload;
    private final Turns turns = new Turns();
    private final Seen seen = new Seen();

    S3Store(S3Address address, Keys keys, Tuning tuning) {
        this.address = address;
        this.tuning = tuning.forContent(address.limit());
        this.troubles = new Troubles(address);
        this.requests = new Requests(address, keys);
        this.wire = new Wire(address, keys, tuning);
        this.upload = new Upload(requests, wire, this.tuning.partBytes());
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        try (Spool spool = Spool.of(content, tuning.partBytes(), address.limit())) {
            Measured measured = spool.measured();
            return send(measured, spool, isWorthAsking(measured.digits(), measured.size()));
        } catch (Spool.TooLarge _) {
            throw troubles.tooLarge(PUT);
        } catch (Spool.Unwritten e) {
            throw troubles.failed(PUT, e.failure());
        }
    }

    @Override
    public Stored put(Content content) throws IOException {
        String known = content.signature();
        long size = content.size();
        // What has to be fetched first is always asked for.
        if (known != null && (!content.isInline() || isWorthAsking(Signature.digits(known), size))) {
            long there = size(Signature.digits(known), PUT);
            if (there >= 0) {
                return new Stored(known, there);
            }
        }
        if (size > address.limit()) {
            throw troubles.tooLarge(PUT);
        }
        Source source = Source.of(content);
        if (known != null && size >= 0 && size <= tuning.partBytes()) {
            return send(Measured.whole(Signature.digits(known), size), source, false);
        }
        return send(measured(source), source, known == null);
    }

    private boolean isWorthAsking(String digits, long size) {
        return size > SMALL || seen.contains(digits);
    }

    /// Reads it all, and remembers nothing but what it is.
    private Measured measured(Source source) throws IOException {
        Measure measure = new Measure(tuning.partBytes());
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = source.open(0)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                measure.update(buffer, count);
                if (measure.size() > address.limit()) {
                    throw troubles.tooLarge(PUT);
                }
            }
        }
        return measure.end();
    }

    /// @param ask whether it might be there
    private Stored send(Measured content, Source source, boolean ask) throws IOException {
        Stored stored = new Stored(content.signature(), content.size());
        boolean waited = turn(content.digits());
        try {
            if (!(ask || waited) || size(content.digits(), PUT) < 0) {
                upload.send(content, source);
                seen.add(content.digits());
            }
            return stored;
        } catch (Unsendable e) {
            // Where an interrupt closed what the content was read from, it is one, and no content that cannot be
            // read.
            throw Thread.currentThread().isInterrupted() ? troubles.failed(PUT, e) : unsent(e);
        } catch (IOException e) {
            throw troubles.failed(PUT, e);
        } catch (Refusal refusal) {
            throw troubles.refused(PUT, refusal);
        } finally {
            turns.give(content.digits());
        }
    }

    private boolean turn(String digits) {
        try {
            return turns.take(digits);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw troubles.failed(Code.CANCELLED, PUT, "the thread was interrupted");
        }
    }

    private XooaiException unsent(Unsendable e) throws IOException {
        return switch (e.failure()) {
            case null -> troubles.failed(Code.DATA_LOSS, PUT, String.valueOf(e.getMessage()));
            case XooaiException known -> known;
            case IOException unreadable -> throw unreadable;
            case Exception other -> throw new IllegalStateException(other);
        };
    }

    @Override
    public InputStream get(String signature) {
        String digits = Signature.digits(signature);
        String what = "get " + signature + " from";
        try {
            return new Download(digits, what, requests, wire, troubles);
        } catch (IOException e) {
            throw troubles.failed(what, e);
        } catch (Refusal refusal) {
            throw troubles.refused(what, refusal);
        }
    }

    @Override
    public boolean has(String signature) {
        return size(Signature.digits(signature), "look for " + signature + " in") >= 0;
    }

    /// The size of content that is there, else -1.
    private long size(String digits, String what) {
        try (Reply reply = wire.send(requests.head(digits))) {
            seen.add(digits);
            String length = reply.header("Content-Length");
            return length == null ? 0 : Long.parseLong(length);
        } catch (IOException e) {
            throw troubles.failed(what, e);
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                return -1;
            }
            throw troubles.refused(what, refusal);
        }
    }

    @Override
    public long contentBytes() {
        return address.limit();
    }

    @Override
    public @Nullable String link(String signature) {
        String digits = Signature.digits(signature);
        return address.links() == null ? null : requests.link(digits, address.links());
    }

    @Override
    public String toString() {
        return address.toString();
    }

    @Override
    public void close() {
        wire.close();
    }
}
