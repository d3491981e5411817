package xooai.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Reads files that somebody names without trusting them, and writes files whole or not at all.
public final class SafeFile {
    private SafeFile() {}

    /// The bytes of a file: a regular one, with at most so many. A directory, a device or a pipe is refused
    /// before it is opened, so that none is waited for and none is endless.
    ///
    /// @param what what the file should be, for the message: `the flow`
    /// @throws XooaiException with NOT_FOUND when there is none, INVALID_ARGUMENT when it is no regular file,
    ///     RESOURCE_EXHAUSTED when it is larger, FAILED_PRECONDITION when it cannot be read
    public static byte[] read(Path file, int mostBytes, String what) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw unreadable(Code.INVALID_ARGUMENT, file, what, "it is not a regular file", null);
        }
        return readAny(file, mostBytes, what);
    }

    /// The bytes of a file as [#read] gives them, or of a pipe or device: for files that the person at the
    /// command line names, and may wait for.
    public static byte[] readAny(Path file, int mostBytes, String what) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                String why = "it is larger than the limit of " + mostBytes + " bytes";
                throw unreadable(Code.RESOURCE_EXHAUSTED, file, what, why, null);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw unreadable(Code.NOT_FOUND, file, what, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw unreadable(Code.FAILED_PRECONDITION, file, what, "it may not be read", e);
        } catch (IOException e) {
            throw unreadable(Code.FAILED_PRECONDITION, file, what, reason(e), e);
        }
    }

    private static XooaiException unreadable(Code code, Path file, String what, String why, @Nullable Exception cause) {
        return new XooaiException(code, "cannot read " + what + " " + file + ": " + why, cause);
    }

    /// Why a file could not be used, in words; the message of Java alone is often only its name.
    public static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
            case FileAlreadyExistsException there -> there.getFile() + " exists already";
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }

    /// What writes the bytes.
    @FunctionalInterface
    public interface Content {
        /// Writes all of them.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes the file beside its place, syncs it, and renames it. When that fails, for whatever reason, what
    /// was there before is untouched, and nothing else is left.
    public static void write(Path file, Content content) throws IOException {
        write(file, content, new FileAttribute<?>[0]);
    }

    /// Writes the file as [#write] does, its owner's alone where the system has owners.
    public static void writeOwn(Path file, Content content) throws IOException {
        write(file, content, ContentFiles.ofOwner(file));
    }

    /// Makes the directory, its owner's alone where the system has owners, and those above it that are missing. One
    /// that is there stays as it is.
    public static void createOwnDirectory(Path directory) throws IOException {
        Folders.createPrivate(directory);
    }

    private static void write(Path file, Content content, FileAttribute<?>[] attributes) throws IOException {
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part");
        try {
            writeAndSync(beside, content, attributes);
            move(beside, target);
        } finally {
            Files.deleteIfExists(beside);
        }
        syncDirectory(target);
    }

    private static void writeAndSync(Path file, Content content, FileAttribute<?>[] attributes) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, attributes);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void move(Path from, Path target) throws IOException {
        try {
            Files.move(from, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void syncDirectory(Path target) {
        Path directory = target.getParent();
        if (directory == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Some systems cannot sync a directory; the file itself is synced.
        }
    }
}
