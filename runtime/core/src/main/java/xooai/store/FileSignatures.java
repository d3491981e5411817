package xooai.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import xooai.doc.SignedStream;

/// The signatures of files that were read before, so that a large file is not read again to learn that a store has it.
///
/// A file is taken for unchanged while its size, its time of change and its identity are. One that was changed within
/// the two seconds before it was read is not remembered: it could be changed again without any of them showing it.
public final class FileSignatures {
    private static final int MOST = 10_000;
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final int BUFFER = 1 << 18;

    private static final Map<Path, Known> KNOWN = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Known> eldest) {
            return size() > MOST;
        }
    });

    private FileSignatures() {}

    private record Known(FileStamp stamp, String signature) {}

    /// The signature of that file, which is read to its end unless it is known.
    ///
    /// @throws IOException when it cannot be read, or the thread is interrupted
    public static String of(Path file) throws IOException {
        return of(file, Transfers.NONE);
    }

    /// The signature of that file, as [#of(Path)] gives it.
    ///
    /// @param transfers is told how far it is read
    public static String of(Path file, Transfers transfers) throws IOException {
        Path place = file.toRealPath();
        Instant before = Instant.now();
        FileStamp stamp = FileStamp.of(place);
        Known known = KNOWN.get(place);
        if (known != null && known.stamp.equals(stamp)) {
            return known.signature;
        }
        String signature = read(place, stamp == null ? -1 : stamp.size(), transfers);
        if (stamp != null
                && stamp.written().toInstant().isBefore(before.minus(SETTLED))
                && stamp.equals(FileStamp.of(place))) {
            KNOWN.put(place, new Known(stamp, signature));
        }
        return signature;
    }

    private static String read(Path file, long size, Transfers transfers) throws IOException {
        MessageDigest digest = SignedStream.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream opened = Files.newInputStream(file);
                InputStream in = transfers.watched(Transfers.Way.READ, file.toString(), size, opened)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("the thread was interrupted");
                }
            }
        }
        return SignedStream.signature(digest.digest());
    }
}
