package xooai.drivers.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was read from a stream that can be read once: short content in memory, longer content in a private temporary
/// file, which is deleted as soon as it is open where the system allows that, so that not even a killed process
/// leaves it.
final class Spool implements Source, AutoCloseable {
    private static final int MOST_IN_MEMORY = 1 << 20;
    private static final int BUFFER = 1 << 18;

    private final byte[] bytes;
    private final @Nullable Path file;
    private final @Nullable FileChannel channel;
    private final Measured measured;

    private Spool(byte[] bytes, @Nullable Path file, @Nullable FileChannel channel, Measured measured) {
        this.bytes = bytes;
        this.file = file;
        this.channel = channel;
        this.measured = measured;
    }

    /// The content is larger than it may be.
    static final class TooLarge extends Exception {}

    /// A failure of the temporary file, told from one of what is read.
    static final class Unwritten extends Exception {
        private final IOException failure;

        Unwritten(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }

    /// Reads the stream to its end.
    ///
    /// @param limit how many bytes there may be
    /// @throws IOException when the stream cannot be read
    static Spool of(InputStream from, int partBytes, long limit) throws IOException, TooLarge, Unwritten {
        Measure measure = new Measure(partBytes);
        byte[] head = from.readNBytes(MOST_IN_MEMORY);
        measure.update(head, head.length);
        bound(measure, limit);
        if (head.length < MOST_IN_MEMORY) {
            return new Spool(head, null, null, measure.end());
        }
        Path file = create();
        FileChannel channel = null;
        boolean done = false;
        try {
            channel = open(file);
            write(channel, head, head.length);
            copy(from, channel, measure, limit);
            done = true;
            return new Spool(new byte[0], file, channel, measure.end());
        } finally {
            if (!done) {
                close(channel, file);
            }
        }
    }

    private static void bound(Measure measure, long limit) throws TooLarge {
        if (measure.size() > limit) {
            throw new TooLarge();
        }
    }

    private static Path create() throws Unwritten {
        try {
            // Java makes it readable by its owner alone.
            return Files.createTempFile("xooai-s3-", ".part");
        } catch (IOException e) {
            throw new Unwritten(e);
        }
    }

    private static FileChannel open(Path file) throws Unwritten {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            deleteEarly(file);
            return channel;
        } catch (IOException e) {
            throw new Unwritten(e);
        }
    }

    private static void deleteEarly(Path file) {
        try {
            Files.delete(file);
        } catch (IOException _) {
            // Windows keeps a file that is open; it is deleted when it is closed.
        }
    }

    private static void copy(InputStream from, FileChannel out, Measure measure, long limit)
            throws IOException, TooLarge, Unwritten {
        byte[] buffer = new byte[BUFFER];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            measure.update(buffer, count);
            bound(measure, limit);
            write(out, buffer, count);
        }
    }

    private static void write(FileChannel out, byte[] bytes, int count) throws Unwritten {
        ByteBuffer written = ByteBuffer.wrap(bytes, 0, count);
        try {
            while (written.hasRemaining()) {
                out.write(written);
            }
        } catch (IOException e) {
            throw new Unwritten(e);
        }
    }

    Measured measured() {
        return measured;
    }

    @Override
    public InputStream open(long from) {
        if (channel == null) {
            int start = Math.toIntExact(from);
            return new ByteArrayInputStream(bytes, start, bytes.length - start);
        }
        return new FileInput(channel, from);
    }

    /// Reads the file from any place; closing it leaves the file open.
    private static final class FileInput extends InputStream {
        private final FileChannel channel;
        private long position;

        FileInput(FileChannel channel, long position) {
            this.channel = channel;
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            Objects.checkFromIndexSize(from, length, into.length);
            int count = channel.read(ByteBuffer.wrap(into, from, length), position);
            position += Math.max(0, count);
            return count;
        }
    }

    @Override
    public void close() {
        close(channel, file);
    }

    private static void close(@Nullable FileChannel channel, @Nullable Path file) {
        try {
            if (channel != null) {
                channel.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException _) {
            // The system empties its directory for temporary files.
        }
    }
}
