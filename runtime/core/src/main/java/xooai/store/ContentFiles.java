package xooai.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Where the files of a [DirectoryStore] are, what they are, and when each was last used.
final class ContentFiles {
    /// What was used within that time is in use.
    static final Duration IN_USE = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(ContentFiles.class.getName());

    private final Path directory;
    private final Path content;
    private final Path incoming;

    private ContentFiles(Path directory) {
        this.directory = directory;
        this.content = directory.resolve("content");
        this.incoming = directory.resolve("incoming");
    }

    /// Those in that directory, which is made where there is none.
    static ContentFiles in(Path directory) throws IOException {
        Folders.createPrivate(directory);
        ContentFiles files = new ContentFiles(directory.toRealPath());
        makeOwnDirectory(files.content);
        makeOwnDirectory(files.incoming);
        return files;
    }

    private static void makeOwnDirectory(Path directory) throws IOException {
        Folders.createPrivate(directory);
        if (Files.isSymbolicLink(directory)) {
            throw new FileSystemException(directory.toString(), null, "it is a link");
        }
    }

    /// What makes a new file its owner's alone, where the system has owners.
    static FileAttribute<?>[] ofOwner(Path path) {
        return Folders.ofOwner(path, "rw-------");
    }

    /// The directory of all of them.
    Path directory() {
        return directory;
    }

    /// The directory of what is being written.
    Path incoming() {
        return incoming;
    }

    /// The place of content.
    Path place(String signature) {
        String digits = Signature.digits(signature);
        return content.resolve(digits.substring(0, 2)).resolve(digits.substring(2));
    }

    /// Puts a file in its place. What is there already is replaced: it may have been damaged since.
    static void keep(Path part, Path place) throws IOException {
        Path group = Objects.requireNonNull(place.getParent());
        Folders.createPrivate(group);
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(group, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Some systems cannot sync a directory; the file itself is synced.
        }
    }

    /// Remembers when content was used, in the time of its last access; once a minute is enough to know what was used
    /// longest ago.
    static void used(Path place) {
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

    /// Content that is there.
    record Kept(Path place, long size, Instant used) {}

    /// All content. What may not be looked at is somebody else's.
    ///
    /// @throws XooaiException when the directory cannot be looked into
    List<Kept> all() {
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

    /// A failure of the store, as its callers hear of it.
    ///
    /// @param what was tried
    static XooaiException failed(String what, IOException e) {
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
}
