package xooai.codec;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import xooai.doc.Code;

/// Reads JSON (RFC 8259), strictly: UTF-8 without a byte order mark, one value, finite numbers.
final class JsonReader extends TokenReader {
    private static final Pattern ADVICE = Pattern.compile(
            " ?\\((start marker|maybe a|for Object|`|Feature)|[:;,] (to )?enable |`?StreamRead|, not .*Feature");
    private static final BigInteger MAX_UNSIGNED =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
    private static final BigInteger MIN_SIGNED = BigInteger.valueOf(Long.MIN_VALUE);

    /// Depth is counted by [TokenReader]; length is bounded by whoever read the bytes. Jackson keeps the keys
    /// it has seen, so that long ones would fill the memory; it measures them roughly, [TokenReader] exactly.
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(1_000)
                    .maxNameLength(8 * MAX_KEY)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private final JsonParser parser;
    /// Whether a string may hold half of a surrogate pair: in well-formed UTF-8 only an escape can say one.
    private final boolean escapesSurrogate;

    JsonReader(byte[] bytes, int maxDepth) {
        super(maxDepth);
        int bad = Utf8.firstMalformed(bytes, 0, bytes.length);
        if (bad >= 0) {
            throw new Malformed("byte " + bad + " is not valid UTF-8");
        }
        if (startsLikeAnotherEncoding(bytes)) {
            throw new Malformed("JSON is read as UTF-8 without a byte order mark");
        }
        this.escapesSurrogate = Utf8.hasEscapedSurrogate(bytes);
        this.parser = guard(() -> FACTORY.createParser(ObjectReadContext.empty(), bytes));
    }

    private static boolean startsLikeAnotherEncoding(byte[] bytes) {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return bytes.length > 2 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb;
    }

    @Override
    Token read() {
        JsonToken read = guard(parser::nextToken);
        if (read == null) {
            return Token.END;
        }
        return switch (read) {
            case VALUE_NULL -> Token.NULL;
            case VALUE_TRUE -> Token.TRUE;
            case VALUE_FALSE -> Token.FALSE;
            case VALUE_NUMBER_INT -> Token.INTEGER;
            case VALUE_NUMBER_FLOAT -> Token.DECIMAL;
            case VALUE_STRING -> Token.STRING;
            case START_ARRAY -> Token.START_ARRAY;
            case END_ARRAY -> Token.END_ARRAY;
            case START_OBJECT -> Token.START_OBJECT;
            case END_OBJECT -> Token.END_OBJECT;
            case PROPERTY_NAME -> Token.KEY;
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException("JSON has no " + read);
        };
    }

    @Override
    String text() {
        String text = token() == Token.KEY ? parser.currentName() : guard(parser::getString);
        if (escapesSurrogate && Utf8.hasLoneSurrogate(text)) {
            throw new Malformed("a string holds half of a surrogate pair");
        }
        return text;
    }

    @Override
    Object integer() {
        return guard(() -> {
            if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                return parser.getLongValue();
            }
            BigInteger big = parser.getBigIntegerValue();
            if (big.compareTo(MIN_SIGNED) < 0 || big.compareTo(MAX_UNSIGNED) > 0) {
                throw new Malformed("an integer has more than 64 bits");
            }
            return big;
        });
    }

    @Override
    double decimal() {
        double value = guard(parser::getDoubleValue);
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            throw new Malformed("a number is not finite; NaN and infinities are strings");
        }
        return value;
    }

    @Override
    byte[] binary() {
        throw new IllegalStateException("JSON has no binary");
    }

    @FunctionalInterface
    private interface Step<T> {
        T run();
    }

    private <T> T guard(Step<T> step) {
        try {
            return step.run();
        } catch (StreamConstraintsException e) {
            throw new Malformed(Code.RESOURCE_EXHAUSTED, firstSentence(e.getOriginalMessage()));
        } catch (JacksonException e) {
            throw new Malformed("not JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + firstSentence(e.getOriginalMessage()));
        }
    }

    /// What the parser says, without its advice to programmers.
    private static String firstSentence(String message) {
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        Matcher advice = ADVICE.matcher(line);
        line = advice.find() ? line.substring(0, advice.start()) : line;
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
