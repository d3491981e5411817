package xooai.codec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes into a plain value instead of bytes.
final class ValueWriter extends TokenWriter {
    private final Deque<Object> open = new ArrayDeque<>();
    private final Deque<String> keys = new ArrayDeque<>();
    private @Nullable Object root;

    Map<String, @Nullable Object> map() {
        if (root instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> result = (Map<String, @Nullable Object>) map;
            return result;
        }
        throw new IllegalStateException("no object was written");
    }

    private void add(@Nullable Object value) {
        Object top = open.peek();
        if (top == null) {
            root = value;
        } else if (top instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> target = (Map<String, @Nullable Object>) map;
            target.put(keys.pop(), value);
        } else {
            @SuppressWarnings("unchecked")
            List<@Nullable Object> target = (List<@Nullable Object>) top;
            target.add(value);
        }
    }

    private void open(Object container) {
        add(container);
        open.push(container);
    }

    @Override
    void startObject(int size) {
        open(new LinkedHashMap<String, @Nullable Object>());
    }

    @Override
    void name(String name) {
        keys.push(name);
    }

    @Override
    void endObject() {
        open.pop();
    }

    @Override
    void startArray(int size) {
        open(new ArrayList<@Nullable Object>());
    }

    @Override
    void endArray() {
        open.pop();
    }

    @Override
    void text(String text) {
        add(text);
    }

    @Override
    void integer(long value) {
        add(value);
    }

    @Override
    void integer(BigInteger value) {
        add(value);
    }

    @Override
    void decimal(double value) {
        add(value);
    }

    @Override
    void bool(boolean value) {
        add(value);
    }

    @Override
    void nothing() {
        add(null);
    }

    @Override
    void binary(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        add(copy);
    }
}
