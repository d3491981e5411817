package xooai.codec;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.TokenReader.Token;
import xooai.doc.ContentSource;
import xooai.doc.DocType;
import xooai.doc.Extras;
import xooai.doc.FieldType;
import xooai.doc.Tensor;
import xooai.doc.XooaiException;

/// Makes records of tokens: the one set of rules for JSON, msgpack and plain values.
final class DocReader {
    /// Up to here each integer has a `double` of its own.
    private static final double MAX_EXACT = 1L << 53;

    private final TokenReader in;
    private final ContentSource refs;

    DocReader(TokenReader in, ContentSource refs) {
        this.in = in;
        this.refs = refs;
    }

    /// A value, and what of it the record did not know.
    record Read(@Nullable Object value, Extras extras) {
        static Read of(@Nullable Object value) {
            return new Read(value, Extras.NONE);
        }
    }

    /// Hears of the keys that belong to the envelope around a record and not to the record.
    interface Envelope {
        /// Takes the value that follows that key, or says that the key is not its own.
        boolean take(String key);
    }

    /// The record of that type whose object has just been opened.
    Read record(DocType type, Envelope envelope) {
        return type.isMedia() ? media(type, envelope) : plainRecord(type, envelope);
    }

    private Read plainRecord(DocType type, Envelope envelope) {
        List<DocType.Component> components = type.components();
        @Nullable Object[] values = new Object[components.size()];
        boolean[] seen = new boolean[values.length];
        Map<String, @Nullable Object> unknown = new LinkedHashMap<>(0);
        Map<String, Extras> nested = new LinkedHashMap<>(0);
        while (in.next() != Token.END_OBJECT) {
            String key = in.text();
            if (envelope.take(key)) {
                continue;
            }
            int place = type.place(key);
            if (place < 0) {
                in.put(unknown, key);
                continue;
            }
            if (seen[place]) {
                throw TokenReader.duplicate(key);
            }
            seen[place] = true;
            in.next();
            try {
                Read read = field(
                        components.get(place).type(),
                        components.get(place).java().isPrimitive());
                values[place] = read.value();
                if (!read.extras().isEmpty()) {
                    nested.put(key, read.extras());
                }
            } catch (Malformed e) {
                throw e.in(key);
            }
        }
        refuseMissing(components, seen);
        return new Read(create(type, values), extras(unknown, nested));
    }

    private static void refuseMissing(List<DocType.Component> components, boolean[] seen) {
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i] && components.get(i).java().isPrimitive()) {
                throw new Malformed("`" + components.get(i).name() + "` is missing");
            }
        }
    }

    private static Object create(DocType type, @Nullable Object[] values) {
        try {
            return type.create(values);
        } catch (XooaiException e) {
            throw new Malformed(e.error().message());
        }
    }

    private static Extras extras(Map<String, @Nullable Object> unknown, Map<String, Extras> nested) {
        return unknown.isEmpty() && nested.isEmpty() ? Extras.NONE : new Extras(null, unknown, nested);
    }

    private static Extras of(@Nullable Object value, Extras extras) {
        return extras.isEmpty() ? extras : new Extras(value, extras.fields(), extras.nested());
    }

    private Read media(DocType type, Envelope envelope) {
        Read content = content(type.name(), envelope);
        return new Read(type.create(new Object[] {content.value()}), content.extras());
    }

    private Read content(String name, Envelope envelope) {
        ContentFields fields = new ContentFields(name.equals("Text") || name.equals("Content"));
        Map<String, @Nullable Object> unknown = new LinkedHashMap<>(0);
        while (in.next() != Token.END_OBJECT) {
            String key = in.text();
            if (!envelope.take(key) && !takeContent(fields, key)) {
                in.put(unknown, key);
            }
        }
        return new Read(fields.toContent(name, refs), extras(unknown, Map.of()));
    }

    private boolean takeContent(ContentFields fields, String key) {
        if (!fields.takes(key)) {
            return false;
        }
        in.next();
        try {
            switch (key) {
                case "text" -> fields.text = nullableString();
                case "ref" -> fields.ref = nullableString();
                case "bytes" -> fields.bytes = nullableBytes();
                case "mediaType" -> fields.mediaType = nullableString();
                case "sig" -> fields.signature = nullableString();
                default -> fields.size = nullableSize();
            }
        } catch (Malformed e) {
            throw e.in(key);
        }
        return true;
    }

    private static <T> @Nullable T once(@Nullable T before, String key, @Nullable T now) {
        if (before != null) {
            throw TokenReader.duplicate(key);
        }
        return now;
    }

    private @Nullable String nullableString() {
        return in.token() == Token.NULL ? null : string();
    }

    private byte @Nullable [] nullableBytes() {
        return in.token() == Token.NULL ? null : bytes();
    }

    private @Nullable Long nullableSize() {
        if (in.token() == Token.NULL) {
            return null;
        }
        long size = integer(Long.MAX_VALUE, 0);
        return size;
    }

    /// The value at the current token, as a component of that type.
    Read field(FieldType type, boolean primitive) {
        if (in.token() == Token.NULL) {
            if (primitive) {
                throw in.expected("a value");
            }
            return Read.of(null);
        }
        return switch (type) {
            case FieldType.StringType _ -> Read.of(string());
            case FieldType.BooleanType _ -> Read.of(bool());
            case FieldType.IntegerType t
            when t.java() == int.class -> Read.of((int) integer(Integer.MAX_VALUE, Integer.MIN_VALUE));
            case FieldType.IntegerType _ -> Read.of(integer(Long.MAX_VALUE, Long.MIN_VALUE));
            case FieldType.NumberType t when t.java() == float.class -> Read.of(narrow(number()));
            case FieldType.NumberType _ -> Read.of(number());
            case FieldType.TimeType _ -> Read.of(time());
            case FieldType.EnumType t -> Read.of(constant(t.java()));
            case FieldType.ContentType _ -> {
                open();
                Read read = content("Content", key -> false);
                yield new Read(read.value(), of(read.value(), read.extras()));
            }
            case FieldType.TensorType _ -> tensor();
            case FieldType.RecordType t -> {
                open();
                Read read = record(t.docType(), key -> false);
                yield new Read(read.value(), of(read.value(), read.extras()));
            }
            case FieldType.ListType t -> list(t.element());
            case FieldType.MapType t -> map(t.value());
        };
    }

    private void open() {
        if (in.token() != Token.START_OBJECT) {
            throw in.expected("an object");
        }
    }

    private Read list(FieldType element) {
        if (in.token() != Token.START_ARRAY) {
            throw in.expected("an array");
        }
        List<Object> list = new ArrayList<>();
        Map<String, Extras> nested = new LinkedHashMap<>(0);
        while (in.next() != Token.END_ARRAY) {
            try {
                Read read = field(element, true);
                if (!read.extras().isEmpty()) {
                    nested.put(Integer.toString(list.size()), read.extras());
                }
                list.add(java.util.Objects.requireNonNull(read.value()));
            } catch (Malformed e) {
                throw e.in(list.size());
            }
        }
        List<Object> done = List.copyOf(list);
        return new Read(done, of(done, extras(Map.of(), nested)));
    }

    private Read map(FieldType value) {
        open();
        Map<String, Object> map = new LinkedHashMap<>();
        Map<String, Extras> nested = new LinkedHashMap<>(0);
        while (in.next() != Token.END_OBJECT) {
            String key = in.text();
            if (map.containsKey(key)) {
                throw TokenReader.duplicate(key);
            }
            in.next();
            try {
                Read read = field(value, true);
                if (!read.extras().isEmpty()) {
                    nested.put(key, read.extras());
                }
                map.put(key, java.util.Objects.requireNonNull(read.value()));
            } catch (Malformed e) {
                throw e.in(key);
            }
        }
        Map<String, Object> done = java.util.Collections.unmodifiableMap(map);
        return new Read(done, of(done, extras(Map.of(), nested)));
    }

    private String string() {
        if (in.token() != Token.STRING) {
            throw in.expected("a string");
        }
        return in.text();
    }

    private boolean bool() {
        return switch (in.token()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw in.expected("a boolean");
        };
    }

    private long integer(long max, long min) {
        Object value = in.token() == Token.DECIMAL ? whole() : in.token() == Token.INTEGER ? in.integer() : null;
        if (value == null) {
            throw in.expected("an integer");
        }
        if (value instanceof BigInteger || (long) value > max || (long) value < min) {
            throw new Malformed(value + " is not between " + min + " and " + max);
        }
        return (long) value;
    }

    /// A number like 1.0, which is an integer in JSON Schema; null where it has a fraction, or may have lost
    /// some.
    private @Nullable Object whole() {
        double value = in.decimal();
        return value == Math.rint(value) && Math.abs(value) <= MAX_EXACT ? (Object) (long) value : null;
    }

    private double number() {
        if (in.token() == Token.STRING) {
            return switch (in.text()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw in.expected("a number");
            };
        }
        if (in.token() != Token.INTEGER && in.token() != Token.DECIMAL) {
            throw in.expected("a number");
        }
        return in.decimal();
    }

    private static float narrow(double value) {
        float narrowed = (float) value;
        if (Float.isInfinite(narrowed) && !Double.isInfinite(value)) {
            throw new Malformed(value + " is too large for a number of 32 bits");
        }
        return narrowed;
    }

    private Instant time() {
        String text = string();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Malformed("`" + Malformed.shown(text) + "` is no time in RFC 3339, such as 2026-01-31T12:00:00Z");
        }
    }

    private Enum<?> constant(Class<? extends Enum<?>> type) {
        String text = string();
        for (Enum<?> constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new Malformed("`" + Malformed.shown(text) + "` is not one of " + List.of(type.getEnumConstants()));
    }

    private byte[] bytes() {
        if (in.token() == Token.BINARY) {
            return in.binary();
        }
        if (in.token() != Token.STRING) {
            throw in.expected("bytes");
        }
        try {
            return Base64.getDecoder().decode(in.text());
        } catch (IllegalArgumentException e) {
            throw new Malformed("the bytes are not valid base64");
        }
    }

    private Read tensor() {
        open();
        String dtype = null;
        int[] shape = null;
        byte[] data = null;
        Map<String, @Nullable Object> unknown = new LinkedHashMap<>(0);
        while (in.next() != Token.END_OBJECT) {
            String key = in.text();
            switch (key) {
                case "dtype" -> {
                    in.next();
                    dtype = once(dtype, key, string());
                }
                case "shape" -> {
                    in.next();
                    shape = once(shape, key, shape());
                }
                case "data" -> {
                    in.next();
                    data = once(data, key, bytes());
                }
                default -> in.put(unknown, key);
            }
        }
        if (dtype == null || shape == null || data == null) {
            throw new Malformed("a tensor needs `dtype`, `shape` and `data`");
        }
        try {
            Tensor tensor = Tensor.of(Tensor.Dtype.named(dtype), shape, data);
            return new Read(tensor, of(tensor, extras(unknown, Map.of())));
        } catch (XooaiException e) {
            throw new Malformed(e.error().message());
        }
    }

    private int[] shape() {
        if (in.token() != Token.START_ARRAY) {
            throw in.expected("an array");
        }
        List<Integer> extents = new ArrayList<>();
        while (in.next() != Token.END_ARRAY) {
            extents.add((int) integer(Integer.MAX_VALUE, 0));
        }
        return extents.stream().mapToInt(Integer::intValue).toArray();
    }
}
