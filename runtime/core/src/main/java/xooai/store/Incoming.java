package xooai.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A file that is being written, locked as long as it is: one that is not is left of a process that died.
final class Incoming implements AutoCloseable {
    private static final String PART = ".part";

    /// What this process writes: to open and close such a file would give up its lock, as POSIX has it.
    private static final Set<Path> WRITING = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private Incoming(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Begins a new one in that directory. A sweep of another process may find it before it is locked, and take it for
    /// one that was left: then it is begun again.
    static Incoming in(Path directory) throws IOException {
        Path file =
                directory.resolve(Long.toHexString(ThreadLocalRandom.current().nextLong()) + PART);
        WRITING.add(file);
        boolean begun = false;
        try {
            while (true) {
                FileChannel channel = locked(file);
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    begun = true;
                    return new Incoming(file, channel);
                }
                channel.close();
            }
        } finally {
            if (!begun) {
                delete(file);
                WRITING.remove(file);
            }
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ContentFiles.ofOwner(file));
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    FileChannel channel() {
        return channel;
    }

    /// Deletes it, unless it was moved to its place.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // What it holds was synced, or is not wanted.
        } finally {
            delete(file);
            WRITING.remove(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // The next sweep takes it: nobody holds its lock any more.
        }
    }

    /// Deletes those that nobody writes.
    static void sweep(Path directory) throws IOException {
        try (Stream<Path> parts = Files.list(directory)) {
            for (Path part : parts.filter(Incoming::isLeft).toList()) {
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

    /// Null when another thread or process has it.
    static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }
}
