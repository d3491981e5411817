package xooai.codec;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a plain value as if it were written: so that records are made of it by the same rules.
final class ValueReader extends TokenReader {
    private final Deque<Iterator<?>> open = new ArrayDeque<>();
    private @Nullable Object current;
    private @Nullable Object pending;
    private boolean hasPending;
    private boolean started;

    ValueReader(@Nullable Object value, int maxDepth) {
        super(maxDepth);
        this.pending = value;
    }

    @Override
    Token read() {
        if (!started) {
            started = true;
            return one(pending);
        }
        if (hasPending) {
            hasPending = false;
            return one(pending);
        }
        Iterator<?> top = open.peek();
        if (top == null) {
            return Token.END;
        }
        if (!top.hasNext()) {
            open.pop();
            return top instanceof Entries ? Token.END_OBJECT : Token.END_ARRAY;
        }
        Object next = top.next();
        if (top instanceof Entries && next instanceof Map.Entry<?, ?> entry) {
            current = String.valueOf(entry.getKey());
            pending = entry.getValue();
            hasPending = true;
            return Token.KEY;
        }
        return one(next);
    }

    /// The entries of a map, told apart from the elements of a list.
    private record Entries(Iterator<? extends Map.Entry<?, ?>> entries) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public Object next() {
            return entries.next();
        }
    }

    private Token one(@Nullable Object value) {
        current = value;
        return switch (value) {
            case null -> Token.NULL;
            case Boolean b -> b ? Token.TRUE : Token.FALSE;
            case Long _, Integer _, Short _, Byte _, BigInteger _ -> Token.INTEGER;
            case Number _ -> Token.DECIMAL;
            case byte[] _ -> Token.BINARY;
            case List<?> list -> {
                open.push(list.iterator());
                yield Token.START_ARRAY;
            }
            case Map<?, ?> map -> {
                open.push(new Entries(map.entrySet().iterator()));
                yield Token.START_OBJECT;
            }
            default -> {
                current = value.toString();
                yield Token.STRING;
            }
        };
    }

    @Override
    String text() {
        return String.valueOf(current);
    }

    @Override
    Object integer() {
        return current instanceof BigInteger big ? big : (Object) number().longValue();
    }

    @Override
    double decimal() {
        double value = number() instanceof Float ? Double.parseDouble(number().toString()) : number().doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new Malformed("a number is not finite; NaN and infinities are strings");
        }
        return value;
    }

    private Number number() {
        return current instanceof Number number ? number : 0;
    }

    @Override
    byte[] binary() {
        return current instanceof byte[] bytes ? bytes : new byte[0];
    }
}
