package xooai.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// What changes whenever somebody writes to a file.
///
/// @param size in bytes
/// @param written when it was last written to
/// @param identity what tells it from another file of the same name, where the system has that
record FileStamp(long size, FileTime written, @Nullable Object identity) {

    /// The stamp of a regular file that is there under that very name; null where there is none.
    static @Nullable FileStamp of(Path file) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.isRegularFile() ? new FileStamp(now.size(), now.lastModifiedTime(), now.fileKey()) : null;
        } catch (NoSuchFileException _) {
            return null;
        }
    }
}
