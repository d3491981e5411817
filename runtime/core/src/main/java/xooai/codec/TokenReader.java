package xooai.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;

/// Reads one value token by token: what JSON, msgpack and plain values have in common.
///
/// A reader stands on a token after [#next()]. Everything it refuses is [Malformed].
abstract class TokenReader {
    /// The kinds of token.
    enum Token {
        NULL,
        TRUE,
        FALSE,
        INTEGER,
        DECIMAL,
        STRING,
        BINARY,
        START_ARRAY,
        END_ARRAY,
        START_OBJECT,
        END_OBJECT,
        KEY,
        END
    }

    /// Values may weigh far more in memory than on the wire: an empty map is one byte of msgpack.
    private static final int MAX_VALUES = 2_000_000;

    /// The longest key of an object, in characters.
    static final int MAX_KEY = 1_024;

    private final int maxDepth;
    private int depth;
    private int values;
    private Token token = Token.END;

    TokenReader(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    /// The next token of the input.
    abstract Token read();

    /// The text of a STRING or KEY.
    abstract String text();

    /// The value of an INTEGER: a Long, or a BigInteger up to 2^64-1.
    abstract Object integer();

    /// The value of an INTEGER or DECIMAL.
    abstract double decimal();

    /// The bytes of a BINARY.
    abstract byte[] binary();

    final Token next() {
        Token read = read();
        if (read == Token.START_ARRAY || read == Token.START_OBJECT) {
            if (++depth > maxDepth) {
                throw new Malformed(Code.RESOURCE_EXHAUSTED, "values nest deeper than the limit of " + maxDepth);
            }
        } else if (read == Token.END_ARRAY || read == Token.END_OBJECT) {
            depth--;
        } else if (read == Token.KEY && text().length() > MAX_KEY) {
            throw new Malformed(
                    Code.RESOURCE_EXHAUSTED, "a key is longer than the limit of " + MAX_KEY + " characters");
        }
        if (++values > MAX_VALUES) {
            throw new Malformed(Code.RESOURCE_EXHAUSTED, "there are more values than the limit of " + MAX_VALUES);
        }
        token = read;
        return read;
    }

    final Token token() {
        return token;
    }

    /// How many arrays and objects are open.
    final int depth() {
        return depth;
    }

    final void expectEnd() {
        if (next() != Token.END) {
            throw new Malformed("there is more after the end of the value");
        }
    }

    /// The value at the current token as a plain value.
    final @Nullable Object value() {
        return switch (token) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case INTEGER -> integer();
            case DECIMAL -> decimal();
            case STRING -> text();
            case BINARY -> binary();
            case START_ARRAY -> list();
            case START_OBJECT -> map();
            case END_ARRAY, END_OBJECT, KEY, END -> throw new Malformed("a value is missing");
        };
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        while (next() != Token.END_ARRAY) {
            try {
                list.add(value());
            } catch (Malformed e) {
                throw e.in(list.size());
            }
        }
        return list;
    }

    private Map<String, @Nullable Object> map() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (next() != Token.END_OBJECT) {
            put(map, text());
        }
        return map;
    }

    /// Puts the value that follows the current KEY under that name.
    final void put(Map<String, @Nullable Object> map, String name) {
        if (map.containsKey(name)) {
            throw duplicate(name);
        }
        next();
        try {
            map.put(name, value());
        } catch (Malformed e) {
            throw e.in(name);
        }
    }

    static Malformed duplicate(String name) {
        return new Malformed("the key `" + Malformed.shown(name) + "` stands twice in one object");
    }

    final Malformed expected(String what) {
        return new Malformed("expected " + what + ", found " + found());
    }

    private String found() {
        return switch (token) {
            case NULL -> "null";
            case TRUE, FALSE -> "a boolean";
            case INTEGER -> "an integer";
            case DECIMAL -> "a number";
            case STRING -> "a string";
            case BINARY -> "bytes";
            case START_ARRAY -> "an array";
            case START_OBJECT -> "an object";
            case END_ARRAY, END_OBJECT, KEY, END -> "nothing";
        };
    }
}
