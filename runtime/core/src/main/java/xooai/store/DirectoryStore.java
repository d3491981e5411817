package xooai.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
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
/// A sweep is made when the store is opened and whenever more than its bound has been put since: it deletes what has
/// not been used for longer than its age, and then what was used longest ago, until nine tenths of the bound are left.
/// What was used within the last minute stays. No link is
/// followed that stands in the place of content. All of it is one user's: files and directories are for their owner
/// alone.
public final class DirectoryStore implements Store {
    private static final System.Logger LOG = System.getLogger(DirectoryStore.class.getName());
    private static final int BUFFER = 1 << 18;
    private static final Duration IN_USE = Duration.ofMinutes(1);
    private static final String PART = ".part";

    /// What this process writes: to open and close such a file would give up its lock, as POSIX has it.
    private static final Set<Path> WRITING = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final Path content;
    private final Path incoming;
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

    private DirectoryStore(Path directory, Bounds bounds) {
        this.directory = directory;
        this.content = directory.resolve("content");
        this.incoming = directory.resolve("incoming");
        this.bounds = bounds;
    }

    /// Opens the store in that directory, which is made where there is none.
    ///
    /// @throws XooaiException with PERMISSION_DENIED or UNAVAILABLE when it cannot be used
    public static DirectoryStore open(Path directory, Bounds bounds) {
        try {
            makeDirectories(directory);
            DirectoryStore store = new DirectoryStore(directory.toRealPath(), bounds);
            makeDirectories(store.content);
            makeDirectories(store.incoming);
            store.sweep();
            return store;
        } catch (IOException e) {
            throw failed("open the store " + directory, e);
        }
    }

    private static void makeDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, owner(directory, "rwx------"));
    }

    private static FileAttribute<?>[] owner(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
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
        Path part =
                incoming.resolve(Long.toHexString(ThreadLocalRandom.current().nextLong()) + PART);
        WRITING.add(part);
        try {
            Stored stored = write(part, expected == null ? from : signed(from, expected, place));
            if (bytes.addAndGet(stored.size()) > bounds.bytes()) {
                sweep();
            }
            return stored;
        } finally {
            delete(part);
            WRITING.remove(part);
        }
    }

    private static InputStream signed(InputStream from, String expected, String place) {
        return new SignedStream(from, expected, place, () -> {});
    }

    private Stored write(Path part, InputStream from) throws IOException {
        try (FileChannel out = begin(part)) {
            MessageDigest digest = SignedStream.sha256();
            long size = copy(from, out, digest);
            force(out);
            String digits = HexFormat.of().formatHex(digest.digest());
            keep(part, path(digits));
            return new Stored(Signature.ofDigits(digits), size);
        } catch (Unwritten e) {
            throw failed("put content into the store " + directory, e.failure);
        }
    }

    /// A new file, locked as long as it is open. A sweep of another process may find it before it is locked, and take
    /// it for one that was left: then it is begun again.
    private FileChannel begin(Path part) throws Unwritten {
        try {
            while (true) {
                FileChannel out = FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        owner(part, "rw-------"));
                out.lock();
                if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                    return out;
                }
                out.close();
            }
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
                        "Tried to put content into the store " + directory + ": it is larger than the limit of "
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

    private static void force(FileChannel out) throws Unwritten {
        try {
            out.force(true);
        } catch (IOException e) {
            throw new Unwritten(e);
        }
    }

    /// Puts the file in its place. What is there already is replaced: it may have been damaged since.
    private static void keep(Path part, Path place) throws Unwritten {
        Path group = Objects.requireNonNull(place.getParent());
        try {
            makeDirectories(group);
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(group);
        } catch (IOException e) {
            throw new Unwritten(e);
        }
    }

    private static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Some systems cannot sync a directory; the file itself is synced.
        }
    }

    @Override
    public InputStream get(String signature) {
        Path place = path(Signature.digits(signature));
        try {
            FileChannel channel = FileChannel.open(place, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            used(place);
            return Channels.newInputStream(channel);
        } catch (IOException e) {
            throw failed("get " + signature + " from the store " + directory, e);
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
        Path place = path(Signature.digits(signature));
        boolean there = Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS);
        if (there) {
            used(place);
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

    /// What changes whenever somebody writes to the file of content.
    record Stamp(long size, FileTime written, @Nullable Object file) {}

    /// The stamp of content; null where it is not there.
    @Nullable
    Stamp stamp(String signature) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(
                    path(Signature.digits(signature)), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.isRegularFile() ? new Stamp(now.size(), now.lastModifiedTime(), now.fileKey()) : null;
        } catch (NoSuchFileException _) {
            return null;
        }
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
        for (Kept each : all()) {
            try {
                freed += Files.deleteIfExists(each.place) ? each.size : 0;
            } catch (IOException e) {
                throw failed("clear the store " + directory, e);
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
            return Files.deleteIfExists(path(Signature.digits(signature)));
        } catch (IOException e) {
            throw failed("remove " + signature + " from the store " + directory, e);
        }
    }

    /// How many bytes of content it holds, counted now.
    public long size() {
        return all().stream().mapToLong(Kept::size).sum();
    }

    private Path path(String digits) {
        return content.resolve(digits.substring(0, 2)).resolve(digits.substring(2));
    }

    /// Remembers when content was used, in the time of its last access; once a minute is enough to know what was used
    /// longest ago.
    private static void used(Path place) {
        try {
            BasicFileAttributeView times =
                    Files.getFileAttributeView(place, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            Instant now = Instant.now();
            if (lastUsed(times.readAttributes()).isBefore(now.minus(IN_USE))) {
                times.setTimes(null, FileTime.from(now), null);
            }
        } catch (IOException _) {
            // It is swept a little earlier then.
        }
    }

    private static Instant lastUsed(BasicFileAttributes file) {
        FileTime read = file.lastAccessTime();
        FileTime written = file.lastModifiedTime();
        return (read.compareTo(written) > 0 ? read : written).toInstant();
    }

    private record Kept(Path place, long size, Instant used) {}

    /// Deletes what is too old or too much, and what processes left that died.
    ///
    /// @throws XooaiException with UNAVAILABLE or PERMISSION_DENIED when that fails
    public void sweep() {
        try (FileChannel lock = FileChannel.open(
                        directory.resolve("sweep.lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        owner(directory, "rw-------"));
                FileLock held = tryLock(lock)) {
            if (held != null) {
                sweepIncoming();
                sweepContent();
            }
        } catch (IOException e) {
            throw failed("sweep the store " + directory, e);
        }
    }

    /// Null when another thread or process has it.
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private void sweepIncoming() throws IOException {
        try (Stream<Path> parts = Files.list(incoming)) {
            for (Path part : parts.filter(DirectoryStore::isLeft).toList()) {
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                        FileLock abandoned = tryLock(channel)) {
                    if (abandoned != null) {
                        Files.deleteIfExists(part);
                    }
                } catch (NoSuchFileException _) {
                    // Its writer was done with it.
                }
            }
        }
    }

    private static boolean isLeft(Path file) {
        return file.toString().endsWith(PART) && !WRITING.contains(file);
    }

    private void sweepContent() throws IOException {
        List<Kept> all = new ArrayList<>(all());
        all.sort(Comparator.comparing(Kept::used));
        Instant now = Instant.now();
        long total = all.stream().mapToLong(Kept::size).sum();
        boolean tooMuch = total > bounds.bytes();
        for (Kept each : all) {
            boolean tooOld = each.used.isBefore(now.minus(bounds.age()));
            boolean inUse = each.used.isAfter(now.minus(IN_USE));
            if (tooOld || (tooMuch && !inUse && total > bounds.bytes() / 10 * 9)) {
                Files.deleteIfExists(each.place);
                total -= each.size;
            }
        }
        bytes.set(total);
    }

    /// All content. What may not be looked at is somebody else's.
    private List<Kept> all() {
        List<Kept> all = new ArrayList<>();
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(content)) {
            for (Path group : groups) {
                addAll(group, all);
            }
            return all;
        } catch (DirectoryIteratorException e) {
            throw failed("look into the store " + directory, new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw failed("look into the store " + directory, e);
        }
    }

    private static void addAll(Path group, List<Kept> all) {
        if (!Files.isDirectory(group, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(group)) {
            for (Path file : files) {
                Kept kept = kept(file);
                if (kept != null) {
                    all.add(kept);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.WARNING, "what is in {0} is not swept: {1}", group, e.getMessage());
        }
    }

    private static @Nullable Kept kept(Path file) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? new Kept(file, attributes.size(), lastUsed(attributes)) : null;
        } catch (IOException _) {
            // Another process has swept it just now.
            return null;
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException _) {
            // The next sweep takes it: nobody holds its lock any more.
        }
    }

    private static XooaiException failed(String what, IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof NoSuchFileException && what.startsWith("get ")) {
            return new XooaiException(Code.NOT_FOUND, "Tried to " + what + ": there is no such content", e);
        }
        boolean full = message.contains("no space left") || message.contains("quota") || message.contains("disk full");
        Code code = full
                ? Code.RESOURCE_EXHAUSTED
                : e instanceof AccessDeniedException || e instanceof FileAlreadyExistsException
                        ? Code.PERMISSION_DENIED
                        : Code.UNAVAILABLE;
        return new XooaiException(
                code, "Tried to " + what + ": " + (full ? "the disk is full" : SafeFile.reason(e)), e);
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    @Override
    public void close() {
        // Nothing is held open between calls.
    }
}
