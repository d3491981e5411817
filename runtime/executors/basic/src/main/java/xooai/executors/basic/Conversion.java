package xooai.executors.basic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Docs;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;
import xooai.doc.XooaiException;

/// Makes one plain value of another: those of [UntypedDoc].
final class Conversion {
    private static final int LONGEST = 60;
    private static final int MOST_DIGITS = 400;

    private final ContentSource source;

    /// @param source what opens the refs in the values
    Conversion(ContentSource source) {
        this.source = source;
    }

    @Nullable
    Object of(@Nullable Object value, ConvertTo as) {
        if (value == null) {
            return null;
        }
        return switch (as) {
            case SAME -> value;
            case STRING -> string(value, "string");
            case INTEGER -> integer(value);
            case NUMBER -> number(value);
            case BOOLEAN -> bool(value);
            case TIME -> time(value);
            case TEXT -> isContent(value) ? value : Map.of("text", string(value, "Text"));
            case CONTENT -> isContent(value) ? value : Map.of("text", string(value, "Content"));
            case IMAGE, AUDIO, VIDEO -> medium(value, as);
            case LIST -> value instanceof List<?> ? value : List.of(value);
            case FIRST -> value instanceof List<?> list ? (list.isEmpty() ? null : list.getFirst()) : value;
        };
    }

    private static boolean isContent(Object value) {
        return value instanceof Map<?, ?> map
                && (map.containsKey("text") || map.containsKey("ref") || map.containsKey("bytes"));
    }

    private static Object medium(Object value, ConvertTo as) {
        if (value instanceof String ref) {
            return Map.of("ref", ref);
        }
        if (isContent(value)) {
            return value;
        }
        String name = as.name().charAt(0) + as.name().substring(1).toLowerCase(Locale.ROOT);
        throw wrong(value, name + ": it is neither content nor a ref");
    }

    private String string(Object value, String what) {
        return switch (value) {
            case String text -> text;
            case Boolean _, Long _, BigInteger _ -> value.toString();
            case Double number -> plain(number);
            case Map<?, ?> map when map.get("text") instanceof String text -> text;
            case Map<?, ?> map when isContent(map) -> read(map);
            default -> throw wrong(value, what + ": it is no text, no number and no boolean");
        };
    }

    @SuppressWarnings("unchecked")
    private String read(Map<?, ?> content) {
        UntypedDoc doc = new UntypedDoc("", (Map<String, @Nullable Object>) content, source);
        return Docs.typed(DocArray.of(doc), Text.class).get(0).text();
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private Object integer(Object value) {
        return switch (value) {
            case Long _, BigInteger _ -> value;
            case Boolean yes -> yes ? 1L : 0L;
            default -> whole(decimal(value, "integer"));
        };
    }

    private static Object whole(BigDecimal number) {
        if (number.precision() - number.scale() > MOST_DIGITS) {
            throw wrong(number.round(new java.math.MathContext(5)), "integer: it is too large");
        }
        BigInteger rounded = number.setScale(0, RoundingMode.HALF_UP).toBigInteger();
        return rounded.bitLength() < Long.SIZE ? (Object) rounded.longValue() : rounded;
    }

    private Object number(Object value) {
        return switch (value) {
            case Double _ -> value;
            case Long number -> (double) number;
            case BigInteger number -> number.doubleValue();
            case Boolean yes -> yes ? 1.0 : 0.0;
            case String text when text.equals("NaN") || text.endsWith("Infinity") -> value;
            default -> decimal(value, "number").doubleValue();
        };
    }

    private BigDecimal decimal(Object value, String what) {
        if (value instanceof Double number) {
            if (!Double.isFinite(number)) {
                throw wrong(value, what + ": it has no whole part");
            }
            return BigDecimal.valueOf(number);
        }
        String text = string(value, what).strip();
        try {
            if (text.length() > MOST_DIGITS) {
                throw new NumberFormatException("it is longer than " + MOST_DIGITS + " characters");
            }
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, shown(text) + " cannot be made a " + what + ": it is no number", e);
        }
    }

    private Object bool(Object value) {
        return switch (value) {
            case Boolean _ -> value;
            case Long number -> number != 0;
            default ->
                switch (string(value, "boolean").strip().toLowerCase(Locale.ROOT)) {
                    case "true", "yes" -> true;
                    case "false", "no" -> false;
                    default -> throw wrong(value, "boolean: it is none of true, yes, false, no");
                };
        };
    }

    private Object time(Object value) {
        String text = string(value, "time").strip();
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    shown(text) + " cannot be made a time: it is not like 2026-01-31T12:00:00Z",
                    e);
        }
    }

    private static XooaiException wrong(Object value, String what) {
        return new XooaiException(Code.INVALID_ARGUMENT, shown(value) + " cannot be made a " + what);
    }

    private static String shown(Object value) {
        String text = value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
        return "`" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "`";
    }
}
