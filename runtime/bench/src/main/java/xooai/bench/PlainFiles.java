package xooai.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Files that are written and read with as little as there has to be: hashed, synced and renamed.
final class PlainFiles {
    private static final int BUFFER = 1 << 18;

    private final Path directory;

    PlainFiles(Path directory) {
        this.directory = directory;
    }

    /// Writes all that the stream gives, to a file by its hash.
    Path write(InputStream in) throws IOException {
        Path part = directory.resolve("part");
        MessageDigest digest = sha256();
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                ByteBuffer written = ByteBuffer.wrap(buffer, 0, count);
                while (written.hasRemaining()) {
                    out.write(written);
                }
            }
            out.force(true);
        }
        Path file = directory.resolve(HexFormat.of().formatHex(digest.digest()));
        return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Reads a file and sees whether it has the hash that it is named by.
    void read(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        if (!file.endsWith(HexFormat.of().formatHex(digest.digest()))) {
            throw new IOException(file + " was changed");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
