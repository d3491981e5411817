package xooai.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocSchema;
import xooai.doc.XooaiException;

/// The JSON Schema of a doc type accepts exactly the docs that are read and found valid here.
class SchemaVerdictTest {
    private static final List<Object> STRINGS = List.of(
            "",
            " ",
            "\t\n",
            "a",
            "ab",
            "ba",
            "abc",
            "ABC-12",
            "xABC-12",
            "ABC-12\n",
            "longer than that",
            "x@y.org",
            "no mail");
    private static final List<Object> NUMBERS = List.of(
            -11L,
            -1L,
            0L,
            1L,
            2L,
            3L,
            10L,
            11L,
            0.5,
            2.5,
            2.49,
            -0.1,
            0.49,
            1.0,
            1000.5,
            "NaN",
            "Infinity",
            "-Infinity");
    private static final List<Object> TIMES = List.of(
            "2026-01-31T12:00:00Z", "2026-01-31T12:00:00.25+02:00", "2026-02-30T12:00:00Z", "yesterday", "", 5L);
    private static final List<@Nullable Object> JUNK = junk();

    private static List<@Nullable Object> junk() {
        List<@Nullable Object> junk =
                new ArrayList<>(List.of(true, 1L, 0.5, "x", List.of(), Map.of(), List.of("y"), Map.of("z", 1L)));
        junk.add(null);
        return junk;
    }

    private static Schema schema(Class<? extends Doc> type) {
        String json = new String(Codec.JSON.writeValue(DocSchema.of(type).toJsonSchema()), UTF_8);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json, InputFormat.JSON);
    }

    static List<Class<? extends Doc>> types() {
        return Specimens.ALL;
    }

    @ParameterizedTest
    @MethodSource("types")
    void theSchemaAcceptsWhatIsReadAndValid(Class<? extends Doc> type) {
        Schema schema = schema(type);
        int accepted = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Object value = value(DocSchema.of(type), random, seed % 4 == 0 ? 0 : 8, 0);
            String json = new String(Codec.JSON.writeValue(value), UTF_8);

            String refusal = refusal(type, json);
            List<com.networknt.schema.Error> errors = schema.validate(
                    json,
                    InputFormat.JSON,
                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));

            assertThat(errors.isEmpty())
                    .as("seed %d: %s%nhere: %s%nby the schema: %s", seed, json, refusal, errors)
                    .isEqualTo(refusal.isEmpty());
            accepted += refusal.isEmpty() ? 1 : 0;
        }
        assertThat(accepted).as("docs that were accepted").isBetween(30, 195);
    }

    /// Why the doc is not read, or not valid; empty when it is.
    private static String refusal(Class<? extends Doc> type, String json) {
        try {
            Codec.JSON
                    .readDocs(("[" + json + "]").getBytes(UTF_8), type, Limits.DEFAULT)
                    .get(0)
                    .validate();
            return "";
        } catch (XooaiException e) {
            assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
            return e.error().message();
        }
    }

    /// A value that may fit that schema; one part in so many is junk, where that is not 0.
    private static @Nullable Object value(DocSchema schema, Random random, int junk, int depth) {
        if (junk > 0 && depth > 0 && random.nextInt(junk * 4) == 0) {
            return oneOf(JUNK, random);
        }
        boolean wild = junk > 0 && random.nextInt(4) == 0;
        return switch (schema) {
            case DocSchema.ObjectSchema object -> object(object, object, random, junk, depth);
            case DocSchema.MediaSchema media -> content(media.name().equals("Text"), random, junk);
            case DocSchema.ContentSchema _ -> content(true, random, junk);
            case DocSchema.StringSchema string -> wild ? wild(string, random) : fitting(string.constraints());
            case DocSchema.IntegerSchema integer ->
                wild
                        ? oneOf(NUMBERS, random)
                        : Objects.equals(integer.constraints().get("maximum"), 0L) ? -1L : 1L;
            case DocSchema.NumberSchema number ->
                wild
                        ? oneOf(NUMBERS, random)
                        : number.constraints().containsKey("exclusiveMaximum")
                                        && number.constraints().size() == 1
                                ? -1.5
                                : 1.5;
            case DocSchema.BooleanSchema _ -> random.nextBoolean();
            case DocSchema.TimeSchema _ -> oneOf(TIMES.subList(0, wild ? TIMES.size() : 2), random);
            case DocSchema.EnumSchema e -> wild && random.nextBoolean() ? "other" : oneOf(e.names(), random);
            case DocSchema.TensorSchema _ -> Map.of("dtype", "uint8", "shape", List.of(1L, 2L), "data", "AAE=");
            case DocSchema.ListSchema list -> list(list, random, junk, depth);
            case DocSchema.MapSchema map -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                for (int i = wild ? random.nextInt(4) : 1; i > 0; i--) {
                    values.put("k" + i, value(map.value(), random, junk, depth + 1));
                }
                yield values;
            }
            case DocSchema.AnySchema _, DocSchema.RefSchema _ -> Map.of();
        };
    }

    private static List<@Nullable Object> list(DocSchema.ListSchema list, Random random, int junk, int depth) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = junk > 0 && random.nextInt(4) == 0 ? random.nextInt(5) : 1; i > 0; i--) {
            values.add(value(list.element(), random, junk, depth + 1));
        }
        return values;
    }

    /// Any string; where an e-mail address is taken, none that is empty: Jakarta Validation alone takes that
    /// for one.
    private static Object wild(DocSchema.StringSchema schema, Random random) {
        boolean mail = schema.constraints().containsKey("format");
        return oneOf(STRINGS.subList(mail ? 1 : 0, STRINGS.size()), random);
    }

    private static String fitting(Map<String, Object> constraints) {
        String pattern = String.valueOf(constraints.get("pattern"));
        return pattern.contains("[A-Z]{3}") ? "ABC-12" : constraints.containsKey("format") ? "x@y.org" : "ab";
    }

    /// An object of that schema; where it holds itself, a few levels of it.
    private static Map<String, @Nullable Object> object(
            DocSchema.ObjectSchema object, DocSchema.ObjectSchema enclosing, Random random, int junk, int depth) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (DocSchema.Field field : object.fields()) {
            boolean missing = junk > 0 && random.nextInt(junk * 2) == 0;
            boolean absent = !field.required() && random.nextInt(3) == 0;
            if (missing || absent) {
                continue;
            }
            boolean holdsItself = field.schema() instanceof DocSchema.ListSchema list
                    && list.element() instanceof DocSchema.RefSchema ref
                    && ref.name().equals(enclosing.name());
            fields.put(
                    field.name(),
                    holdsItself && depth < 4
                            ? list(new DocSchema.ListSchema(enclosing, Map.of()), random, junk, depth + 1)
                            : holdsItself ? List.of() : value(field.schema(), random, junk, depth + 1));
        }
        if (random.nextInt(4) == 0) {
            fields.put("unknown", oneOf(JUNK, random));
        }
        return fields;
    }

    private static Map<String, @Nullable Object> content(boolean text, Random random, int junk) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        String form = oneOf(text ? List.of("text", "ref", "bytes") : List.of("ref", "bytes"), random);
        content.put(form, form.equals("bytes") ? "AAE=" : "a b");
        if (random.nextInt(4) == 0) {
            content.put("mediaType", "image/png");
        }
        if (junk > 0) {
            switch (random.nextInt(junk * 2)) {
                case 0 -> content.put("text", "second");
                case 1 -> content.put(form, null);
                case 2 -> content.put("size", oneOf(List.of(-1L, 0L, "1"), random));
                case 3 -> content.put("sig", "sha256:" + "0".repeat(3));
                case 4 -> content.put(form, 5L);
                case 5 -> content.put("ref", null);
                default -> {}
            }
        }
        return content;
    }

    private static <T extends @Nullable Object> T oneOf(List<? extends T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
