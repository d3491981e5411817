package xooai.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Content;
import xooai.doc.Tensor;
import xooai.flow.TestCase.Tolerance;

class ComparisonTest {
    private static final Tolerance MILLIONTH = new Tolerance(0, 1e-6);

    @Property(tries = 300)
    void whatIsComparedWithItselfIsEqual(@ForAll("docs") Map<String, Object> doc) {
        assertThat(differences(Tolerance.NONE, List.of(doc), List.of(doc))).isEmpty();
        assertThat(differences(Tolerance.NONE, List.of(doc), List.of(travelled(doc))))
                .isEmpty();
    }

    @Property(tries = 300)
    void anotherValueAnywhereIsFoundWhereItIs(@ForAll("docs") Map<String, Object> doc, @ForAll int choice) {
        List<String> path = new ArrayList<>();
        Object changed = changed(doc, Math.floorMod(choice, 1 << 20), path);

        List<Difference> found = differences(MILLIONTH, List.of(doc), List.of(changed));

        assertThat(found).isNotEmpty();
        assertThat(found.getFirst().path()).startsWith("[0]").contains(path);
    }

    @Test
    void numbersMayBeAsFarAwayAsTheToleranceSays() {
        assertThat(differences(new Tolerance(0.1, 0), List.of(doc("a", 1.0)), List.of(doc("a", 1.09))))
                .isEmpty();
        assertThat(differences(new Tolerance(0.1, 0), List.of(doc("a", 1.0)), List.of(doc("a", 1.2))))
                .extracting(Difference::toString)
                .singleElement()
                .asString()
                .startsWith("[0].a: expected 1.0, found 1.2, which is 0.19999");
        assertThat(differences(new Tolerance(0, 0.01), List.of(doc("a", 1000L)), List.of(doc("a", 1009.5))))
                .isEmpty();
        assertThat(differences(Tolerance.NONE, List.of(doc("a", 1L)), List.of(doc("a", 1.0))))
                .isEmpty();
    }

    @Test
    void missingAndNewFieldsAndDocsAreNamed() {
        assertThat(differences(Tolerance.NONE, List.of(doc("a", "x")), List.of(doc("b", "x"), doc("c", 1L))))
                .extracting(Difference::toString)
                .containsExactly(
                        "expected 1 docs, found 2 docs",
                        "[0].a: expected \"x\", found nothing",
                        "[0].b: expected nothing, found \"x\"");
    }

    @Test
    void ignoredPathsAreLookedPast() {
        List<Object> expected = List.of(doc("took", 1L), doc("took", 2L));
        List<Object> found = List.of(doc("took", 5L), doc("took", 6L));

        assertThat(new Comparison(Tolerance.NONE, List.of("[*].took")).compare(expected, found))
                .isEmpty();
        assertThat(new Comparison(Tolerance.NONE, List.of("[0].took")).compare(expected, found))
                .extracting(Difference::path)
                .containsExactly("[1].took");
    }

    @Test
    void contentIsEqualWhenItsBytesAreHoweverTheyAreSaid() {
        byte[] bytes = "picture".getBytes(StandardCharsets.UTF_8);
        Map<String, Object> inline = doc("bytes", Base64.getEncoder().encodeToString(bytes));
        Map<String, Object> stored = new HashMap<>(doc("ref", "store:media/1"));
        stored.put("sig", Content.sign(bytes));
        stored.put("size", 7L);

        assertThat(differences(Tolerance.NONE, List.of(inline), List.of(stored)))
                .isEmpty();
        stored.put("sig", Content.sign(new byte[0]));
        assertThat(differences(Tolerance.NONE, List.of(inline), List.of(stored)))
                .extracting(Difference::expected)
                .containsExactly("content " + Content.sign(bytes));
        assertThat(differences(Tolerance.NONE, List.of(doc("text", "a")), List.of(doc("text", "b"))))
                .extracting(Difference::toString)
                .containsExactly("[0].text: expected \"a\", found \"b\"");
    }

    @Test
    void whatOnlyLooksLikeContentIsComparedLikeAnything() {
        assertThat(paths(Map.of("sig", "abc", "size", 5L), Map.of("sig", "abc", "size", 999L)))
                .containsExactly("[0].size");
        assertThat(paths(
                        Map.of("disk", Map.of("bytes", "1024", "size", 1L)),
                        Map.of("disk", Map.of("bytes", "1024", "size", 2L))))
                .containsExactly("[0].disk.size");
        assertThat(paths(Map.of("sig", "s", "bytes", "AAAA"), Map.of("sig", "s", "bytes", "BBBB")))
                .isNotEmpty();
        assertThat(paths(Map.of("ref", "a", "sig", "s", "k", 1L), Map.of("ref", "b", "sig", "s", "k", 1L)))
                .containsExactly("[0].ref");
    }

    @Test
    void whatADocSaysOfItselfIsComparedWhereItIsExpected() {
        Map<String, Object> answer = Map.of("id", "0", "type", "Text", "text", "A");

        assertThat(paths(doc("text", "A"), answer)).isEmpty();
        assertThat(paths(Map.of("id", "1", "text", "A"), answer)).containsExactly("[0].id");
    }

    @Test
    @Timeout(10)
    void aPathOfManyStarsIsMatchedAtOnce() {
        String key = "a".repeat(60);
        assertThat(new Comparison(Tolerance.NONE, List.of("[0]." + "*".repeat(60) + "!"))
                        .compare(List.of(doc(key, 1L)), List.of(doc(key, 2L))))
                .hasSize(1);
    }

    private static List<String> paths(Map<String, Object> expected, Map<String, Object> found) {
        return differences(Tolerance.NONE, List.of(expected), List.of(found)).stream()
                .map(Difference::path)
                .toList();
    }

    @Test
    void tensorsAreComparedElementByElement() {
        List<Object> expected = List.of(doc("vector", plain(Tensor.of(new float[] {1, 2, 3}))));

        assertThat(differences(MILLIONTH, expected, List.of(doc("vector", plain(Tensor.of(new float[] {1, 2, 3.000001f
                }))))))
                .isEmpty();
        assertThat(differences(MILLIONTH, expected, List.of(doc("vector", plain(Tensor.of(new float[] {1, 2.5f, 3.5f
                }))))))
                .extracting(Difference::toString)
                .containsExactly(
                        "[0].vector.data[1]: expected 2.0, found 2.5; 2 of 3 elements are too far away, by up to"
                                + " 0.5");
        assertThat(differences(MILLIONTH, expected, List.of(doc("vector", plain(Tensor.of(new float[] {1, 2}))))))
                .extracting(Difference::toString)
                .containsExactly("[0].vector: expected a tensor float32[3], found a tensor float32[2]");
    }

    @Test
    void noMoreDifferencesAreToldThanAPersonReads() {
        List<Object> expected = new ArrayList<>();
        List<Object> found = new ArrayList<>();
        for (long i = 0; i < 10_000; i++) {
            expected.add(doc("n", i));
            found.add(doc("n", -1L));
        }

        assertThat(differences(Tolerance.NONE, expected, found)).hasSize(Comparison.MOST);
    }

    private static Map<String, Object> plain(Tensor tensor) {
        byte[] data = new byte[tensor.data().remaining()];
        tensor.data().get(data);
        List<Object> shape = new ArrayList<>();
        for (int extent : tensor.shape()) {
            shape.add((long) extent);
        }
        return Map.of(
                "dtype",
                tensor.dtype().wireName(),
                "shape",
                shape,
                "data",
                Base64.getEncoder().encodeToString(data));
    }

    private static Map<String, Object> doc(String key, Object value) {
        return Map.of(key, value);
    }

    private static List<Difference> differences(Tolerance tolerance, List<?> expected, List<?> found) {
        return new Comparison(tolerance, List.of()).compare(expected, found);
    }

    private static Object travelled(Map<String, Object> doc) {
        Object read = Codec.JSON.readValue(Codec.JSON.writeValue(doc), Limits.DEFAULT);
        return read == null ? doc : read;
    }

    /// The same but for one leaf, whose way is added to the path.
    private static Object changed(Object value, int choice, List<String> path) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            List<Object> keys = new ArrayList<>(map.keySet());
            Object key = keys.get(choice % keys.size());
            path.add(String.valueOf(key));
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            copy.put(key, changed(java.util.Objects.requireNonNull(map.get(key)), choice / keys.size(), path));
            return copy;
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            int place = choice % list.size();
            List<Object> copy = new ArrayList<>(list);
            copy.set(place, changed(list.get(place), choice / list.size(), path));
            return copy;
        }
        return value instanceof Number number ? number.doubleValue() * 2 + 1e9 : "another value";
    }

    @Provide
    Arbitrary<Map<String, Object>> docs() {
        return maps(values(2)).filter(map -> !map.isEmpty());
    }

    private static Arbitrary<Map<String, Object>> maps(Arbitrary<Object> values) {
        return Arbitraries.maps(Arbitraries.strings().withCharRange('a', 'h').ofLength(1), values)
                .ofMaxSize(4);
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.longs().asGeneric(),
                Arbitraries.doubles().between(-1e6, 1e6).asGeneric(),
                Arbitraries.strings().alpha().ofMaxLength(8).asGeneric(),
                Arbitraries.of(true, false).asGeneric());
        return depth == 0
                ? leaf
                : Arbitraries.oneOf(
                        leaf,
                        maps(values(depth - 1)).asGeneric(),
                        values(depth - 1).list().ofMaxSize(3).asGeneric());
    }
}
