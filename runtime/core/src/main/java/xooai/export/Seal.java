package xooai.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// The SHA-256 of a whole flow jar up to its last bytes, which say it: the comment of a zip file.
///
/// A jar whose seal is right is the one that was exported, to the byte, and needs no look at each of its
/// thousands of entries. One without tells nothing: it may have been packed anew.
final class Seal {
    private static final int LENGTH = 64;
    private static final int BUFFER = 256 << 10;

    private Seal() {}

    /// The comment to write where the seal will be.
    static String blank() {
        return "0".repeat(LENGTH);
    }

    /// Whether the jar has a seal that is right.
    static boolean isIntact(Path jar) throws IOException {
        try (FileChannel channel = FileChannel.open(jar, StandardOpenOption.READ)) {
            long sealed = channel.size() - LENGTH;
            if (sealed < 0) {
                return false;
            }
            MessageDigest digest = Checksums.digest();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            for (long at = 0; at < sealed; ) {
                buffer.clear().limit((int) Math.min(BUFFER, sealed - at));
                int count = channel.read(buffer, at);
                if (count < 0) {
                    return false;
                }
                digest.update(buffer.flip());
                at += count;
            }
            return at(channel, sealed).equals(hex(digest));
        }
    }

    /// What the last bytes of a jar say: its seal, where it is one that was exported.
    static String of(Path jar) throws IOException {
        try (FileChannel channel = FileChannel.open(jar, StandardOpenOption.READ)) {
            return at(channel, Math.max(0, channel.size() - LENGTH));
        }
    }

    private static String at(FileChannel channel, long place) throws IOException {
        ByteBuffer seal = ByteBuffer.allocate(LENGTH);
        int read = 0;
        while (seal.hasRemaining() && read >= 0) {
            read = channel.read(seal, place + seal.position());
        }
        return StandardCharsets.US_ASCII.decode(seal.flip()).toString();
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Passes on all that is written but the last bytes, in whose place it puts the seal.
    static final class Stream extends FilterOutputStream {
        private final MessageDigest digest = Checksums.digest();
        private byte[] held = new byte[0];

        Stream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            byte[] all = new byte[held.length + length];
            System.arraycopy(held, 0, all, 0, held.length);
            System.arraycopy(bytes, from, all, held.length, length);
            int passed = Math.max(0, all.length - LENGTH);
            digest.update(all, 0, passed);
            out.write(all, 0, passed);
            held = Arrays.copyOfRange(all, passed, all.length);
        }

        /// Ends the jar; what is under it stays open.
        void seal() throws IOException {
            out.write(hex(digest).getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
