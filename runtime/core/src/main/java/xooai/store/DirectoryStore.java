package xooai.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.SignedStream;
import xooai.doc.XooaiException;

/// A store in a directory, which several processes may share.
///
/// Content is at `content/ab/cdef…`, by the digits of its signature. It is written beside, to `incoming`, synced, and
/// renamed, so that it is there whole or not at all. A file in `incoming` is locked by whoever writes it: one that is
/// not is left of a process that died, and is deleted by the next sweep.
///
/// A sweep of content is made when the store is opened, unless there was one within the last minute, and whenever more
/// than its bound has been put since: it deletes what has not been used for longer than its age, and then what was used
/// longest ago, until nine tenths of the bound are left. What was used within the last minute stays. How much is left
/// is written down for the next who opens it, in `sweep.lock`. No link is followed that stands in the place of content.
/// All of it is
/// one user's: files and directories are for their owner alone.
public final class DirectoryStore implements Store {
    private static final int BUFFER = 1 << 18;
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final ContentFiles files;
    private final Bounds bounds;
    private final AtomicLong bytes = new AtomicLong();

    /// How much a store holds.
    ///
    /// @param bytes of all content
    /// @param contentBytes of one content
    /// @param age how long content stays that is not used
    public record Bounds(long bytes, long contentBytes, Duration age) {
        private static final long GIB = 1L << 30;

        /// 16 GiB in all, 4 GiB each, 30 days.
        public static final Bounds DEFAULT = new Bounds(16 * GIB, 4 * GIB, Duration.ofDays(30));
    }

    private DirectoryStore(ContentFiles files, Bounds bounds) {
        this.files = files;
        this.bounds = bounds;
    }

    /// Opens the store in that directory, which is made where there is none.
    ///
    /// @throws XooaiException with PERMISSION_DENIED or UNAVAILABLE when it cannot be used
    public static DirectoryStore open(Path directory, Bounds bounds) {
        try {
            DirectoryStore store = new DirectoryStore(ContentFiles.in(directory), bounds);
            store.sweep(store.isContentDue());
            return store;
        } catch (IOException e) {
            throw ContentFiles.failed("open the store " + directory, e);
        }
    }

    @Override
    public Stored put(InputStream from) throws IOException {
        return put(from, null, "");
    }

    /// Puts content whose signature is known; what proves to have another one is not kept.
    ///
    /// @param expected the signature, or null where it is not known
    /// @param place where the content comes from, for the message
    /// @throws XooaiException with DATA_LOSS when the signature is another one
    Stored put(InputStream from, @Nullable String expected, String place) throws IOException {
        Stored stored = write(expected == null ? from : signed(from, expected, place));
        if (bytes.addAndGet(stored.size()) > bounds.bytes()) {
            sweep();
        }
        return stored;
    }

    private static InputStream signed(InputStream from, String expected, String place) {
        return new SignedStream(from, expected, place, () -> {});
    }

    private Stored write(InputStream from) throws IOException {
        try (Incoming incoming = begin()) {
            MessageDigest digest = SignedStream.sha256();
            long size = copy(from, incoming.channel(), digest);
            String signature = SignedStream.signature(digest.digest());
            keep(incoming, signature);
            return new Stored(signature, size);
        } catch (Unwritten e) {
            throw ContentFiles.failed("put content into the store " + this, e.failure);
        }
    }

    private Incoming begin() throws Unwritten {
        try {
            return Incoming.in(files.incoming());
        } catch (IOException e) {
            throw new Unwritten(e);
        }
    }

    private void keep(Incoming incoming, String signature) throws Unwritten {
        try {
            incoming.channel().force(true);
            ContentFiles.keep(incoming.file(), files.place(signature));
        } catch (IOException e) {
            throw new Unwritten(e);
        }
    }

    /// A failure of the store, told from one of what is put.
    private static final class Unwritten extends IOException {
        private final IOException failure;

        Unwritten(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private long copy(InputStream from, FileChannel out, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            size += count;
            if (size > bounds.contentBytes()) {
                throw new XooaiException(
                        Code.RESOURCE_EXHAUSTED,
                        "Tried to put content into the store " + this + ": it is larger than the limit of "
                                + bounds.contentBytes() + " bytes");
            }
            digest.update(buffer, 0, count);
            ByteBuffer written = ByteBuffer.wrap(buffer, 0, count);
            try {
                while (written.hasRemaining()) {
                    out.write(written);
                }
            } catch (IOException e) {
                throw new Unwritten(e);
            }
        }
        return size;
    }

    @Override
    public InputStream get(String signature) {
        Path place = files.place(signature);
        try {
            FileChannel channel = FileChannel.open(place, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            ContentFiles.used(place);
            return Channels.newInputStream(channel);
        } catch (IOException e) {
            throw ContentFiles.failed("get " + signature + " from the store " + this, e);
        }
    }

    /// The content, opened; null where it is not there.
    @Nullable
    InputStream getIfThere(String signature) {
        try {
            return get(signature);
        } catch (XooaiException e) {
            if (e.code() == Code.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public boolean has(String signature) {
        Path place = files.place(signature);
        boolean there = Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS);
        if (there) {
            ContentFiles.used(place);
        }
        return there;
    }

    @Override
    public long contentBytes() {
        return bounds.contentBytes();
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    /// How much it holds.
    Bounds bounds() {
        return bounds;
    }

    /// The stamp of the file of content; null where it is not there.
    @Nullable
    FileStamp stamp(String signature) throws IOException {
        return FileStamp.of(files.place(signature));
    }

    /// Whether content is what its signature says; it is read to its end. False where it is not there.
    boolean isWhole(String signature) throws IOException {
        InputStream there = getIfThere(signature);
        if (there == null) {
            return false;
        }
        try (InputStream in = signed(there, signature, signature)) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("the thread was interrupted");
                }
            }
            return true;
        } catch (XooaiException _) {
            return false;
        }
    }

    /// Deletes all content.
    ///
    /// @return how many bytes it had
    public long clear() {
        long freed = 0;
        for (ContentFiles.Kept each : files.all()) {
            try {
                freed += Files.deleteIfExists(each.place()) ? each.size() : 0;
            } catch (IOException e) {
                throw ContentFiles.failed("clear the store " + this, e);
            }
        }
        bytes.set(0);
        return freed;
    }

    /// Forgets content, such as one that was found to be damaged.
    ///
    /// @return whether it was there
    public boolean remove(String signature) {
        try {
            return Files.deleteIfExists(files.place(signature));
        } catch (IOException e) {
            throw ContentFiles.failed("remove " + signature + " from the store " + this, e);
        }
    }

    /// How many bytes of content it holds, counted now.
    public long size() {
        return files.all().stream().mapToLong(ContentFiles.Kept::size).sum();
    }

    /// Deletes what is too old or too much, and what processes left that died.
    ///
    /// @throws XooaiException with UNAVAILABLE or PERMISSION_DENIED when that fails
    public void sweep() {
        sweep(true);
    }

    private void sweep(boolean isContentDue) {
        Path file = lock();
        try (FileChannel lock = FileChannel.open(
                        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ContentFiles.ofOwner(file));
                FileLock held = Incoming.tryLock(lock)) {
            if (held != null) {
                Incoming.sweep(files.incoming());
            }
            if (held != null && isContentDue) {
                sweepContent();
                lock.truncate(0)
                        .write(ByteBuffer.wrap(Long.toString(bytes.get()).getBytes(ISO_8859_1)));
            }
        } catch (IOException e) {
            throw ContentFiles.failed("sweep the store " + this, e);
        }
    }

    private Path lock() {
        return files.directory().resolve("sweep.lock");
    }

    /// Programs that are started again and again need not look through all content each time.
    private boolean isContentDue() throws IOException {
        FileStamp last = FileStamp.of(lock());
        Duration since =
                last == null ? BETWEEN_SWEEPS : Duration.between(last.written().toInstant(), Instant.now());
        if (since.isNegative() || since.compareTo(BETWEEN_SWEEPS) >= 0) {
            return true;
        }
        String left = Files.readString(lock(), ISO_8859_1);
        if (!left.matches("[0-9]{1,18}")) {
            return true;
        }
        bytes.set(Long.parseLong(left));
        return false;
    }

    private void sweepContent() throws IOException {
        List<ContentFiles.Kept> all = new ArrayList<>(files.all());
        all.sort(Comparator.comparing(ContentFiles.Kept::used));
        Instant now = Instant.now();
        long total = all.stream().mapToLong(ContentFiles.Kept::size).sum();
        boolean tooMuch = total > bounds.bytes();
        for (ContentFiles.Kept each : all) {
            boolean tooOld = each.used().isBefore(now.minus(bounds.age()));
            boolean inUse = each.used().isAfter(now.minus(ContentFiles.IN_USE));
            if (tooOld || (tooMuch && !inUse && total > bounds.bytes() / 10 * 9)) {
                Files.deleteIfExists(each.place());
                total -= each.size();
            }
        }
        bytes.set(total);
    }

    @Override
    public String toString() {
        return files.directory().toString();
    }

    @Override
    public void close() {
        // Nothing is held open between calls.
    }
}
