package xooai.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocSchema;
import xooai.doc.FieldFit;
import xooai.doc.Fit;
import xooai.doc.XooaiException;

/// The verdict on two types is what becomes of their docs: what fits is read, and of what is refused some doc is
/// not.
class FitIsWhatIsReadTest {
    private static final int PAIRS = 240;
    private static final int DOCS = 24;
    private static final long SEED = 20261129;
    private static final Set<String> CONTENTS = Set.of("Text", "Image", "Content");

    @TempDir
    Path classes;

    @Test
    void whatFitsIsReadAndOfWhatIsRefusedSomeDocIsNot() {
        int fits = 0;
        int converts = 0;
        int checks = 0;
        int refusals = 0;
        List<RandomRecords.Pair> pairs = RandomRecords.pairs(PAIRS, SEED, classes);
        for (int i = 0; i < pairs.size(); i++) {
            RandomRecords.Pair pair = pairs.get(i);
            DocSchema given = DocSchema.of(pair.given());
            Fit fit = given.fits(DocSchema.of(pair.taken()));
            List<String> refused = new ArrayList<>();
            int docs = docs(pair, given, new Random(SEED + i), refused);
            String what = i + ": " + given + "\n→ " + DocSchema.of(pair.taken()) + "\n" + fit + "\n" + refused;
            if (docs == 0) {
                continue;
            }
            converts += fit instanceof Fit.Convertible ? 1 : 0;
            if (fit instanceof Fit.Refused why) {
                assertThat(refused.isEmpty() && !isOfMeaning(why)).as(what).isFalse();
                refusals++;
            } else if (fit.checked().isEmpty()) {
                assertThat(refused).as(what).isEmpty();
                fits++;
            } else {
                checks += refused.isEmpty() ? 0 : 1;
            }
        }
        assertThat(fits).as("pairs that fit").isGreaterThan(40);
        assertThat(converts).as("pairs that convert").isGreaterThan(4);
        assertThat(refusals).as("pairs that are refused").isGreaterThan(40);
        assertThat(checks)
                .as("pairs of which some doc is refused when it comes")
                .isGreaterThan(4);
    }

    /// What a medium is, is not in its form: an image could be read as a text.
    private static boolean isOfMeaning(Fit.Refused why) {
        return why.fields().stream().anyMatch(FitIsWhatIsReadTest::isOfMeaning);
    }

    private static boolean isOfMeaning(FieldFit field) {
        return CONTENTS.contains(field.needs()) || CONTENTS.contains(String.valueOf(field.gets()));
    }

    /// Reads docs of the given type as the taken one.
    ///
    /// @return how many there were
    private static int docs(RandomRecords.Pair pair, DocSchema given, Random random, List<String> refused) {
        int count = 0;
        for (int i = 0; i < DOCS; i++) {
            byte[] json = Codec.JSON.writeValue(List.of(object(given, random, i % 2 == 0, 0)));
            DocArray<? extends Doc> docs;
            try {
                docs = Codec.JSON.readDocs(json, pair.given(), Limits.DEFAULT);
                docs.get(0).validate();
            } catch (XooaiException _) {
                // It is no doc of the given type: constraints that this generator does not know how to meet.
                continue;
            }
            count++;
            try {
                Docs.typed(docs, pair.taken()).get(0).validate();
            } catch (XooaiException e) {
                refused.add(new String(json, UTF_8) + ": " + e.error().message());
            }
        }
        return count;
    }

    private static Map<String, @Nullable Object> object(DocSchema schema, Random random, boolean full, int depth) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (schema instanceof DocSchema.ObjectSchema object) {
            for (DocSchema.Field field : object.fields()) {
                boolean deep = depth > 3
                        && (field.schema() instanceof DocSchema.RefSchema
                                || field.schema() instanceof DocSchema.ObjectSchema
                                || field.schema() instanceof DocSchema.ListSchema
                                || field.schema() instanceof DocSchema.MapSchema);
                if (field.required() || (!deep && (full || random.nextBoolean()))) {
                    fields.put(field.name(), value(field.schema(), object, random, full, depth + 1));
                }
            }
        }
        return fields;
    }

    private static Object value(DocSchema schema, DocSchema whole, Random random, boolean full, int depth) {
        return switch (schema) {
            case DocSchema.ObjectSchema _ -> object(schema, random, full, depth);
            case DocSchema.RefSchema _ -> object(whole, random, full, depth + 1);
            case DocSchema.MediaSchema media -> Map.of(media.name().equals("Text") ? "text" : "ref", "word");
            case DocSchema.ContentSchema _ -> random.nextBoolean() ? Map.of("text", "word") : Map.of("ref", "word.txt");
            case DocSchema.StringSchema string -> string(string.constraints(), random);
            case DocSchema.IntegerSchema integer -> integer(integer.constraints(), random);
            case DocSchema.NumberSchema number -> number(number.constraints(), random);
            case DocSchema.BooleanSchema _ -> random.nextBoolean();
            case DocSchema.TimeSchema _ -> "2026-01-31T12:00:00Z";
            case DocSchema.EnumSchema e ->
                e.names().get(random.nextInt(e.names().size()));
            case DocSchema.TensorSchema _ -> Map.of("dtype", "uint8", "shape", List.of(1L, 2L), "data", "AAE=");
            case DocSchema.ListSchema list -> {
                List<Object> values = new ArrayList<>();
                for (int i = full ? 2 : random.nextInt(3); i > 0 && depth < 5; i--) {
                    values.add(value(list.element(), whole, random, full, depth + 1));
                }
                yield values;
            }
            case DocSchema.MapSchema map -> {
                Map<String, Object> values = new LinkedHashMap<>();
                for (String key : List.of("a", "b", "c", "d", "e", "k")) {
                    // The names of fields too: a map may be read as a record.
                    if (random.nextInt(depth) == 0 && depth < 5) {
                        values.put(key, value(map.value(), whole, random, full, depth + 1));
                    }
                }
                yield values;
            }
            case DocSchema.AnySchema _ -> Map.of();
        };
    }

    private static String string(Map<String, Object> constraints, Random random) {
        long least = constraints.get("minLength") instanceof Long min ? min : 0;
        long most = constraints.get("maxLength") instanceof Long max ? max : least + 7;
        int length = (int) (least + random.nextLong(most - least + 1));
        return random.nextInt(6) == 0 ? " ".repeat(length) : "abcdefghijkl".substring(0, length);
    }

    private static long integer(Map<String, Object> constraints, Random random) {
        long least = constraints.get("minimum") instanceof Long min ? min : -4;
        long most = constraints.get("maximum") instanceof Long max ? max : least + 14;
        return least + random.nextLong(most - least + 1);
    }

    private static Object number(Map<String, Object> constraints, Random random) {
        boolean bounded = !constraints.isEmpty();
        if (!bounded && random.nextInt(8) == 0) {
            return "NaN";
        }
        double least = constraints.get("minimum") instanceof Number min ? min.doubleValue() : bounded ? 0.5 : -4;
        return random.nextInt(4) == 0 ? Math.ceil(least) : least + random.nextInt(100) / 8.0;
    }
}
