package xooai.flow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import xooai.doc.SignedStream;

/// Hashes plain values by SHA-256, each with its kind and its length: equal values give equal hashes, whatever the
/// order of their keys, and no two different values are written the same. Used once, by one thread.
final class CanonicalHash {
    private final MessageDigest digest = SignedStream.sha256();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /// The hash of those values one after another.
    static String of(@Nullable Object... values) {
        CanonicalHash hash = new CanonicalHash();
        for (Object value : values) {
            hash.add(value);
        }
        return hash.hex();
    }

    /// Adds a plain value.
    CanonicalHash add(@Nullable Object value) {
        switch (value) {
            case null -> digest.update((byte) 'n');
            case Boolean bool -> digest.update((byte) (bool ? 't' : 'f'));
            case Integer whole -> whole(whole);
            case Long whole -> whole(whole);
            case Double real -> real(real);
            case Float real -> real(real.doubleValue());
            case byte[] bytes -> bytes('b', bytes);
            case List<?> list -> {
                open('[', list.size());
                list.forEach(this::add);
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> ordered = new TreeMap<>();
                map.forEach((key, each) -> ordered.put(String.valueOf(key), each));
                open('{', ordered.size());
                ordered.forEach((key, each) -> add(key).add(each));
            }
            case String text -> bytes('s', text.getBytes(StandardCharsets.UTF_8));
            default -> bytes('o', Objects.toString(value).getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    private void whole(long value) {
        digest.update((byte) 'i');
        put(value);
    }

    private void real(double value) {
        digest.update((byte) 'd');
        put(Double.doubleToLongBits(value));
    }

    private void bytes(char kind, byte[] bytes) {
        open(kind, bytes.length);
        digest.update(bytes);
    }

    private void open(char kind, int size) {
        digest.update((byte) kind);
        put(size);
    }

    private void put(long value) {
        digest.update(number.clear().putLong(value).flip());
    }

    /// The hash of all that was added, in hexadecimal.
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
