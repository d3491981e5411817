package xooai.designer.shared;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.CountedStream;

/// Reads files that anybody may have put there: never more than a limit, and only what is a file. A pipe or a
/// device, which may never end or never begin, is not opened.
public final class Bounded {
    private Bounded() {}

    /// The bytes of a file.
    ///
    /// @param what what the file is to be, for the message: `a flow file`
    /// @throws XooaiException with INVALID_ARGUMENT when it is no file, RESOURCE_EXHAUSTED when it is larger
    public static byte[] read(Path file, int most, String what) throws IOException {
        try (InputStream in = open(file, most, what)) {
            return in.readAllBytes();
        }
    }

    /// The bytes of a file as a stream, which ends with RESOURCE_EXHAUSTED when there are more.
    ///
    /// @param what what the file is to be, for the message: `a flow file`
    /// @throws XooaiException with INVALID_ARGUMENT when it is no file, RESOURCE_EXHAUSTED when it is larger
    public static InputStream open(Path file, long most, String what) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (!found.isRegularFile()) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "Tried to read " + file + ": it is " + (found.isDirectory() ? "a directory" : "a device or a pipe")
                            + ", not " + what);
        }
        if (found.size() > most) {
            throw tooLarge(file, most, what);
        }
        return new Stream(Files.newInputStream(file), file, most, what);
    }

    private static XooaiException tooLarge(Path file, long most, String what) {
        return new XooaiException(
                Code.RESOURCE_EXHAUSTED,
                "Tried to read " + file + ": it is larger than the " + (most >> 20) + " MiB that " + what
                        + " may have");
    }

    /// Why reading failed, in words.
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /// What was short when it was opened may grow while it is read.
    private static final class Stream extends CountedStream {
        private final Path file;
        private final long most;
        private final String what;

        Stream(InputStream in, Path file, long most, String what) {
            super(in);
            this.file = file;
            this.most = most;
            this.what = what;
        }

        @Override
        protected void counted(long count, long sofar) {
            if (sofar > most) {
                throw tooLarge(file, most, what);
            }
        }
    }
}
