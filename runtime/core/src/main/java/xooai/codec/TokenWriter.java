package xooai.codec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Writes one value token by token: what JSON, msgpack and plain values have in common.
abstract class TokenWriter {

    abstract void startObject(int size);

    abstract void name(String name);

    abstract void endObject();

    abstract void startArray(int size);

    abstract void endArray();

    abstract void text(String text);

    abstract void integer(long value);

    abstract void integer(BigInteger value);

    /// A finite number.
    abstract void decimal(double value);

    abstract void bool(boolean value);

    abstract void nothing();

    abstract void binary(ByteBuffer bytes);

    final void key(String name) {
        name(wellFormed(name));
    }

    final void string(String text) {
        text(wellFormed(text));
    }

    private static String wellFormed(String text) {
        if (Utf8.hasLoneSurrogate(text)) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "a string holds half of a surrogate pair, which UTF-8 cannot say; it was cut within a character");
        }
        return text;
    }

    /// A number that may be NaN or infinite, which are strings.
    final void number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            string(Double.toString(value));
        } else {
            decimal(value);
        }
    }

    final void field(String name, @Nullable String text) {
        if (text != null) {
            key(name);
            string(text);
        }
    }

    /// A plain value.
    final void value(@Nullable Object value) {
        switch (value) {
            case null -> nothing();
            case String text -> string(text);
            case Boolean b -> bool(b);
            case BigInteger big -> integer(big);
            case Float f -> number(Double.parseDouble(f.toString()));
            case Double d -> number(d);
            case Number n -> integer(n.longValue());
            case byte[] bytes -> binary(ByteBuffer.wrap(bytes));
            case List<?> list -> {
                startArray(list.size());
                list.forEach(this::value);
                endArray();
            }
            case Map<?, ?> map -> {
                startObject(map.size());
                map.forEach((name, entry) -> {
                    key(String.valueOf(name));
                    value(entry);
                });
                endObject();
            }
            default ->
                throw new IllegalArgumentException(
                        "a plain value cannot hold a " + value.getClass().getName());
        }
    }
}
