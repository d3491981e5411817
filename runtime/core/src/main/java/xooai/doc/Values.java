package xooai.doc;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Plain values as the codecs read them: null, Boolean, Long, BigInteger, Double, String, `byte[]`, List and
/// Map.
///
/// Equality here looks into byte arrays, which Java's own does not.
public final class Values {
    private Values() {}

    /// Whether both hold the same.
    @SuppressWarnings("ReferenceEquality")
    public static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return true;
        }
        if (a == null || b == null) {
            return false;
        }
        if (a instanceof byte[] x && b instanceof byte[] y) {
            return Arrays.equals(x, y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return equalLists(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return equalMaps(x, y);
        }
        return a.equals(b);
    }

    private static boolean equalLists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            if (!b.containsKey(entry.getKey()) || !equal(entry.getValue(), b.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    static int hash(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        return switch (value) {
            case byte[] bytes -> Arrays.hashCode(bytes);
            case List<?> list -> list.stream().mapToInt(Values::hash).reduce(1, (x, y) -> 31 * x + y);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .mapToInt(e -> Objects.hashCode(e.getKey()) ^ hash(e.getValue()))
                        .sum();
            default -> value.hashCode();
        };
    }

    /// An unmodifiable copy that keeps the order, and nulls.
    public static Map<String, @Nullable Object> copyOf(Map<String, ? extends @Nullable Object> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
