package xooai.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/// Writes msgpack. Numbers with a fraction are 64 bits wide, so that they say the same as in JSON.
final class MsgpackWriter extends TokenWriter implements AutoCloseable {
    static {
        System.setProperty("msgpack.universal-buffer", "true");
    }

    private final MessageBufferPacker out = MessagePack.newDefaultBufferPacker();

    byte[] bytes() {
        return out.toByteArray();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private static void write(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
    }

    @Override
    void startObject(int size) {
        write(() -> out.packMapHeader(size));
    }

    @Override
    void name(String name) {
        text(name);
    }

    @Override
    void endObject() {}

    @Override
    void startArray(int size) {
        write(() -> out.packArrayHeader(size));
    }

    @Override
    void endArray() {}

    @Override
    void text(String text) {
        write(() -> out.packString(text));
    }

    @Override
    void integer(long value) {
        write(() -> out.packLong(value));
    }

    @Override
    void integer(BigInteger value) {
        write(() -> out.packBigInteger(value));
    }

    @Override
    void decimal(double value) {
        write(() -> out.packDouble(value));
    }

    @Override
    void bool(boolean value) {
        write(() -> out.packBoolean(value));
    }

    @Override
    void nothing() {
        write(out::packNil);
    }

    @Override
    void binary(ByteBuffer buffer) {
        byte[] plain = new byte[buffer.remaining()];
        buffer.duplicate().get(plain);
        write(() -> {
            out.packBinaryHeader(plain.length);
            out.addPayload(plain);
        });
    }

    @Override
    public void close() {
        write(out::close);
    }
}
