package xooai.designer.safety;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Bounded;
import xooai.doc.XooaiException;

/// One window's claim to a flow: as long as it holds it, others are told that they are the second.
///
/// It is a lock that the system takes away from a process that dies, so that no claim outlives its window. Windows of
/// one process are told apart too. Safe for any thread.
final class Claim implements AutoCloseable {
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    /// Behind all that is written into the file, so that others can read who holds it.
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private static final int MOST_WORDS = 200;
    private static final Path HOST_NAME = Path.of("/etc/hostname");

    private final Path file;
    private final FileChannel channel;

    private Claim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Claims that lock file.
    ///
    /// @return the claim, or null when another window holds it
    /// @throws IOException when the file cannot be written
    static @Nullable Claim of(Path lockFile) throws IOException {
        Path file = lockFile.toAbsolutePath().normalize();
        if (!HERE.add(file)) {
            return null;
        }
        Claim claim = null;
        try {
            claim = locked(file);
        } finally {
            if (claim == null) {
                HERE.remove(file);
            }
        }
        return claim;
    }

    private static @Nullable Claim locked(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            FileLock lock = channel.tryLock(LOCKED, 1, false);
            // Who had waited for a file that was swept away meanwhile would hold what nobody sees.
            held = lock != null && Files.exists(file);
            if (held) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(self().getBytes(StandardCharsets.UTF_8)), 0);
            }
        } catch (OverlappingFileLockException _) {
            held = false;
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held ? new Claim(file, channel) : null;
    }

    private static String self() {
        return "process " + ProcessHandle.current().pid() + " on " + host(System.getenv(), HOST_NAME);
    }

    /// What this machine is called, as it says itself: the network is not asked, which may not answer for long.
    static String host(Map<String, String> environment, Path file) {
        String name = environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
        try {
            if (name.isBlank() && Files.isRegularFile(file)) {
                name = new String(Bounded.read(file, MOST_WORDS, "a name"), StandardCharsets.UTF_8);
            }
        } catch (IOException | XooaiException _) {
            name = ""; // Which machine it is only helps to find it.
        }
        return name.isBlank() ? "this machine" : name.strip();
    }

    /// Who holds that lock file, in words.
    static String holder(Path lockFile) {
        if (HERE.contains(lockFile.toAbsolutePath().normalize())) {
            return "another window of this program";
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ)) {
            ByteBuffer words = ByteBuffer.allocate(MOST_WORDS);
            channel.read(words);
            return "another window (" + new String(words.array(), 0, words.position(), StandardCharsets.UTF_8).strip()
                    + ")";
        } catch (IOException _) {
            return "another window"; // Who it is only helps to find it.
        }
    }

    /// Takes the lock file away and gives the claim back.
    void forget() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HERE.remove(file);
        }
    }
}
