package xooai.bench;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Content that nobody has seen before: a number, and then the same random bytes again and again.
final class Generated extends InputStream {
    private static final byte[] BLOCK = block();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final byte[] head;
    private final int size;
    private int given;

    Generated(int number, int size) {
        this.head = head(number);
        this.size = size;
    }

    static int next() {
        return NUMBERS.incrementAndGet();
    }

    /// A stream of so many bytes.
    static Generated of(int size) {
        return new Generated(next(), size);
    }

    /// So many bytes at hand.
    static byte[] bytes(int size) {
        byte[] bytes = Arrays.copyOf(BLOCK, size);
        System.arraycopy(head(next()), 0, bytes, 0, Integer.BYTES);
        return bytes;
    }

    private static byte[] head(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static byte[] block() {
        byte[] block = new byte[1 << 20];
        new Random(1).nextBytes(block);
        return block;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (given == size) {
            return -1;
        }
        byte[] part = given < head.length ? head : BLOCK;
        int at = given % part.length;
        int count = Math.min(Math.min(length, size - given), part.length - at);
        System.arraycopy(part, at, into, from, count);
        given += count;
        return count;
    }
}
