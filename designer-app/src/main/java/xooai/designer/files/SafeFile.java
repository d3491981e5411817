package xooai.designer.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a file so that a reader finds the old one or the new one, whatever happens in between: beside it,
/// synced, then renamed over it, then the directory synced.
final class SafeFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private SafeFile() {}

    /// Writes those bytes; the permissions of a file that is there stay.
    static void write(Path file, byte[] bytes) throws IOException {
        write(file, bytes, permissions(file));
    }

    /// Writes those bytes for the eyes of the owner alone.
    static void writePrivate(Path file, byte[] bytes) throws IOException {
        write(file, bytes, OWNER_ONLY);
    }

    private static void write(Path file, byte[] bytes, @Nullable Set<PosixFilePermission> permissions)
            throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null) {
            throw new IOException(target + " is no file");
        }
        Path beside = Files.createTempFile(directory, "." + target.getFileName(), ".part");
        try {
            try (FileChannel out = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                out.force(true);
            }
            allow(beside, permissions);
            move(beside, target);
        } finally {
            Files.deleteIfExists(beside);
        }
        sync(directory);
    }

    private static @Nullable Set<PosixFilePermission> permissions(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return null;
        }
        return Files.exists(file) ? view.readAttributes().permissions() : PosixFilePermissions.fromString("rw-r--r--");
    }

    private static void allow(Path file, @Nullable Set<PosixFilePermission> permissions) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && permissions != null) {
            view.setPermissions(permissions);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void sync(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
