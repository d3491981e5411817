package xooai.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;

/// Flow files as chance has them: right, wrong, and with keys that nobody knows.
final class RandomFlows {
    /// Stands for null, which an arbitrary of objects does not give.
    private static final Object NULL = new Object();

    private RandomFlows() {}

    /// The bytes of a file that is a JSON object.
    static Arbitrary<byte[]> files() {
        Arbitrary<Map<String, Object>> known = Arbitraries.maps(
                        Arbitraries.of(
                                "name",
                                "gateway",
                                "join",
                                "onConflict",
                                "view",
                                "drawing",
                                "x-mine",
                                "",
                                "extra",
                                "xooai"),
                        Arbitraries.oneOf(values(), sensible()))
                .ofMaxSize(6);
        return Combinators.combine(known, nodes()).as((fields, nodes) -> {
            Map<String, Object> file = new LinkedHashMap<>(fields);
            if (file.get("xooai") instanceof Long version && version > FlowFile.VERSION) {
                file.put("xooai", FlowFile.VERSION);
            }
            if (nodes.size() != 1) {
                file.put("nodes", nodes);
            }
            return Codec.JSON.writeValue(plain(file));
        });
    }

    /// Drawings as they could be made: of any texts, colours and places.
    static Arbitrary<Drawing> drawings() {
        Arbitrary<Double> numbers = Arbitraries.doubles().between(-1e6, 1e6);
        Arbitrary<Point> points = Combinators.combine(numbers, numbers).as(Point::new);
        Arbitrary<Frame> frames = Combinators.combine(numbers, numbers, numbers, numbers)
                .as((x, y, width, height) -> new Frame(x, y, Math.abs(width), Math.abs(height)));
        Arbitrary<Tint> tints = Arbitraries.of(Tint.values());
        Arbitrary<String> texts =
                Arbitraries.of("", "one", "# Title\n\ntext \"quoted\"\n", "\n\n", "日本語 😀", "a\rb\r\nc");
        Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "x-1", "");
        Arbitrary<List<Point>> ways = points.list().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.maps(
                                        ids,
                                        Combinators.combine(texts, tints, frames)
                                                .as(Drawing.Group::new))
                                .ofMaxSize(3),
                        Arbitraries.maps(
                                        ids,
                                        Combinators.combine(texts, tints, frames)
                                                .as(Drawing.Note::new))
                                .ofMaxSize(3),
                        Arbitraries.maps(ids, Arbitraries.maps(ids, ways).ofMaxSize(2))
                                .ofMaxSize(2),
                        Arbitraries.maps(
                                        ids,
                                        Combinators.combine(texts, points, Arbitraries.of(0.05, 1.0, 4.0))
                                                .as(Drawing.Bookmark::new))
                                .ofMaxSize(2))
                .as(Drawing::new);
    }

    /// Keys of one's own with scalars, lists and maps.
    static Arbitrary<Map<String, Object>> ownKeys() {
        return Arbitraries.maps(Arbitraries.of("x-a", "x-b", "x-c"), tree(2)).ofMaxSize(3);
    }

    private static Arbitrary<Object> tree(int depth) {
        Arbitrary<Object> scalars =
                Arbitraries.of("text", "other", 1L, 2L, 0.5, true, List.of(1L, 2L), List.of("a"), List.of());
        return depth == 0
                ? scalars
                : Arbitraries.oneOf(
                        scalars,
                        Arbitraries.maps(Arbitraries.of("a", "b", "c"), tree(depth - 1))
                                .ofMaxSize(3)
                                .map(map -> map));
    }

    private static @Nullable Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                map.forEach((key, each) -> plain.put(String.valueOf(key), plain(each)));
                yield plain;
            }
            case List<?> list -> {
                List<@Nullable Object> plain = new ArrayList<>();
                list.forEach(each -> plain.add(plain(each)));
                yield plain;
            }
            default -> value == NULL ? null : value;
        };
    }

    /// Flows that could be drawn.
    static Arbitrary<FlowSpec> flows() {
        return files().map(bytes -> FlowFile.read(bytes).spec());
    }

    private static Arbitrary<Map<String, Object>> nodes() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "c", "d", "e", "f", "Grüße", "");
        return Arbitraries.maps(names, Arbitraries.oneOf(node(), node(), node(), values()))
                .ofMaxSize(6);
    }

    private static Arbitrary<Object> node() {
        Arbitrary<String> keys = Arbitraries.of(
                "use", "on", "needs", "config", "join", "onConflict", "timeout", "replicas", "x-note", "later", "");
        return Arbitraries.maps(keys, Arbitraries.oneOf(sensible(), sensible(), values()))
                .ofMaxSize(8)
                .map(map -> map);
    }

    private static Arbitrary<Object> sensible() {
        Arbitrary<Object> need = Arbitraries.oneOf(
                Arbitraries.of("a", "b", "c"),
                Arbitraries.of("a", "b").map(name -> Map.of("node", name, "when", "doc.score > 0.5")),
                Arbitraries.of("a", "b").map(name -> Map.of("node", name)));
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "class:acme.A",
                        "merge",
                        "first",
                        "concat",
                        "prefer( a,b )",
                        "last",
                        "2s",
                        "999999999m",
                        "999999999s",
                        "1ms",
                        "0s",
                        " 5m ",
                        "https://some.domain"),
                Arbitraries.longs().between(-2, 1025),
                need.list().ofMaxSize(3).map(list -> (Object) list),
                Arbitraries.maps(Arbitraries.of("a", "b", "lang"), point())
                        .ofMaxSize(3)
                        .map(map -> map));
    }

    private static Arbitrary<Object> point() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(-1000, 1000).map(n -> (Object) n),
                        Arbitraries.doubles().between(-1e18, 1e18).map(n -> (Object) n),
                        Arbitraries.of(-0.0, 0.1, 1e300, 120.5))
                .list()
                .ofSize(2)
                .map(list -> list);
    }

    private static Arbitrary<Object> values() {
        Arbitrary<Object> plain = Arbitraries.oneOf(
                Arbitraries.of("", "text", "日本語 😀", "a\nb\"\\", "null"),
                Arbitraries.longs(),
                Arbitraries.doubles(),
                Arbitraries.of(true, false),
                Arbitraries.just(NULL));
        return Arbitraries.oneOf(
                plain,
                plain.list().ofMaxSize(3).map(ArrayList::new),
                Arbitraries.maps(Arbitraries.of("x", "y", "node", ""), plain)
                        .ofMaxSize(3)
                        .map(map -> map));
    }

    /// A right flow with a chain of nodes of those names.
    static FlowSpec chain(String... names) {
        List<NodeSpec> nodes = new ArrayList<>();
        Map<String, Point> view = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            NodeSpec node = NodeSpec.of(names[i], "class:acme.E" + i);
            nodes.add(i == 0 ? node : node.withNeeds(List.of(Need.of(names[i - 1]))));
            view.put(names[i], new Point(i * 200, 0));
        }
        return FlowSpec.named("chain").withNodes(nodes).withView(view);
    }
}
