package xooai.codec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.ByteArrayBuilder;

/// Writes JSON in UTF-8, without white space. Its buffer comes from Jackson's pool, as those of its readers do: to
/// make one took two fifths of the time that a small message takes.
final class JsonWriter extends TokenWriter implements AutoCloseable {
    /// A larger buffer is left to the collector, so that the pool does not grow with the bodies.
    private static final int POOLED = 8 << 10;

    private final BufferRecycler pool = JsonReader.FACTORY._getBufferRecycler();
    private final ByteArrayBuilder bytes = new ByteArrayBuilder(pool);
    private final JsonGenerator out =
            JsonReader.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8);

    byte[] bytes() {
        out.flush();
        return bytes.toByteArray();
    }

    @Override
    void startObject(int size) {
        out.writeStartObject();
    }

    @Override
    void name(String name) {
        out.writeName(name);
    }

    @Override
    void endObject() {
        out.writeEndObject();
    }

    @Override
    void startArray(int size) {
        out.writeStartArray();
    }

    @Override
    void endArray() {
        out.writeEndArray();
    }

    @Override
    void text(String text) {
        out.writeString(text);
    }

    @Override
    void integer(long value) {
        out.writeNumber(value);
    }

    @Override
    void integer(BigInteger value) {
        out.writeNumber(value);
    }

    @Override
    void decimal(double value) {
        out.writeNumber(value);
    }

    @Override
    void bool(boolean value) {
        out.writeBoolean(value);
    }

    @Override
    void nothing() {
        out.writeNull();
    }

    @Override
    void binary(ByteBuffer buffer) {
        byte[] plain;
        int offset = 0;
        if (buffer.hasArray()) {
            plain = buffer.array();
            offset = buffer.arrayOffset() + buffer.position();
        } else {
            plain = new byte[buffer.remaining()];
            buffer.duplicate().get(plain);
        }
        out.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, plain, offset, buffer.remaining());
    }

    @Override
    public void close() {
        out.close();
        if (bytes.size() <= POOLED) {
            bytes.release();
        }
        pool.releaseToPool();
    }
}
