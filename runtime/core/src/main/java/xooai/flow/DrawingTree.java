package xooai.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xooai.doc.Values;

/// The drawing as a flow file says it.
final class DrawingTree {
    static final String GROUPS = "groups";
    static final String NOTES = "notes";
    static final String BENDS = "bends";
    static final String BOOKMARKS = "bookmarks";
    static final String TITLE = "title";
    static final String TEXT = "text";
    static final String COLOR = "color";
    static final String FRAME = "frame";
    static final String AT = "at";
    static final String ZOOM = "zoom";

    /// What this version knows of each thing, by section; what is in a bend are nodes.
    static final Map<String, Set<String>> FIELDS = Map.of(
            GROUPS, Set.of(TITLE, COLOR, FRAME),
            NOTES, Set.of(TEXT, COLOR, FRAME),
            BENDS, Set.of(),
            BOOKMARKS, Set.of(TITLE, AT, ZOOM));

    private final @Nullable List<Problem> problems;

    private DrawingTree(@Nullable List<Problem> problems) {
        this.problems = problems;
    }

    /// Reads what can be read of a drawing.
    ///
    /// @param problems where to say what cannot be read, or null
    static Drawing read(@Nullable Object value, @Nullable List<Problem> problems) {
        if (value == null) {
            return Drawing.NONE;
        }
        DrawingTree tree = new DrawingTree(problems);
        if (!(value instanceof Map<?, ?> map)) {
            tree.wrong("", "is an object of `groups`, `notes`, `bends` and `bookmarks`");
            return Drawing.NONE;
        }
        map.keySet().forEach(key -> tree.known(String.valueOf(key)));
        Map<String, Map<String, List<Point>>> bends = new LinkedHashMap<>();
        tree.section(map, BENDS).forEach((from, ends) -> bends.put(from, tree.ends(from, ends)));
        return new Drawing(
                tree.things(map, GROUPS, DrawingTree::group, "`title`, `color` and `frame` [x, y, width, height]"),
                tree.things(map, NOTES, DrawingTree::note, "`text` (a list of lines), `color` and `frame`"),
                bends,
                tree.things(map, BOOKMARKS, DrawingTree::bookmark, "`title`, `at` [x, y] and `zoom`"));
    }

    /// Whether what is written under that key is a map, or nothing is.
    static boolean isApart(Map<String, ?> tree, String key) {
        return !tree.containsKey(key) || tree.get(key) instanceof Map;
    }

    /// Whether both say the same under that key, or both nothing.
    static boolean isSame(Map<String, ?> one, Map<String, ?> other, String key) {
        return one.containsKey(key) == other.containsKey(key) && Values.equal(one.get(key), other.get(key));
    }

    /// What is wrong with a drawing as it is written.
    static List<Problem> problems(@Nullable Object value) {
        List<Problem> problems = new ArrayList<>();
        String refusal = read(value, problems).refusal();
        if (refusal != null) {
            problems.add(Problem.ofFlow("`drawing`: " + refusal));
        }
        return problems;
    }

    private void known(String key) {
        boolean known = List.of(GROUPS, NOTES, BENDS, BOOKMARKS).contains(key) || key.startsWith("x-");
        if (!known) {
            wrong("." + key, "is no key of a drawing; keys of your own start with `x-`");
        }
    }

    private void wrong(String path, String text) {
        if (problems != null) {
            problems.add(Problem.ofFlow("`drawing" + path + "` " + text));
        }
    }

    private Map<String, @Nullable Object> section(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value instanceof Map<?, ?> section) {
            return FlowFile.keyed(section);
        }
        if (value != null || map.containsKey(key)) {
            wrong("." + key, "is an object");
        }
        return Map.of();
    }

    private <T> Map<String, T> things(
            Map<?, ?> map, String key, Function<Map<?, ?>, @Nullable T> reader, String expected) {
        Map<String, T> things = new LinkedHashMap<>();
        section(map, key).forEach((id, value) -> {
            T thing = value instanceof Map<?, ?> fields ? reader.apply(fields) : null;
            if (thing == null) {
                wrong("." + key + "." + id, "has " + expected);
            } else {
                things.put(id, thing);
            }
        });
        return things;
    }

    private static Drawing.@Nullable Group group(Map<?, ?> fields) {
        Frame frame = frame(fields.get(FRAME));
        Tint tint = tint(fields.get(COLOR));
        return frame != null && tint != null && fields.get(TITLE) instanceof String title
                ? new Drawing.Group(title, tint, frame)
                : null;
    }

    private static Drawing.@Nullable Note note(Map<?, ?> fields) {
        Frame frame = frame(fields.get(FRAME));
        Tint tint = tint(fields.get(COLOR));
        if (frame == null || tint == null || !(fields.get(TEXT) instanceof List<?> lines)) {
            return null;
        }
        boolean plain = lines.stream().allMatch(line -> line instanceof String text && text.indexOf('\n') < 0);
        List<String> texts = lines.stream().map(String::valueOf).toList();
        Drawing.Note note = new Drawing.Note(String.join("\n", texts), tint, frame);
        return plain && lines(note.text()).equals(texts) ? note : null;
    }

    private static Drawing.@Nullable Bookmark bookmark(Map<?, ?> fields) {
        Point at = point(fields.get(AT));
        return at != null
                        && fields.get(TITLE) instanceof String title
                        && fields.get(ZOOM) instanceof Number zoom
                        && zoom.doubleValue() > 0
                        && Double.isFinite(zoom.doubleValue())
                ? new Drawing.Bookmark(title, at, zoom.doubleValue())
                : null;
    }

    private Map<String, List<Point>> ends(String from, @Nullable Object value) {
        Map<String, List<Point>> ends = new LinkedHashMap<>();
        if (!(value instanceof Map<?, ?> map)) {
            wrong(".bends." + from, "is an object of points by the node that the wire leads to");
            return ends;
        }
        map.forEach((to, points) -> {
            List<Point> read = points(points);
            if (read == null || read.isEmpty()) {
                wrong(".bends." + from + "." + to, "is a list of points [x, y]");
            } else {
                ends.put(String.valueOf(to), read);
            }
        });
        return ends;
    }

    private static @Nullable List<Point> points(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return null;
        }
        List<Point> points = new ArrayList<>();
        for (Object each : list) {
            Point point = point(each);
            if (point == null) {
                return null;
            }
            points.add(point);
        }
        return points;
    }

    private static @Nullable Point point(@Nullable Object value) {
        double[] numbers = numbers(value, 2);
        return numbers == null ? null : new Point(numbers[0], numbers[1]);
    }

    private static @Nullable Frame frame(@Nullable Object value) {
        double[] numbers = numbers(value, 4);
        return numbers == null || numbers[2] < 1 || numbers[3] < 1
                ? null
                : new Frame(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static double @Nullable [] numbers(@Nullable Object value, int count) {
        if (!(value instanceof List<?> list) || list.size() != count) {
            return null;
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            if (!(list.get(i) instanceof Number number) || !(Math.abs(number.doubleValue()) <= Drawing.FARTHEST)) {
                return null;
            }
            numbers[i] = number.doubleValue();
        }
        return numbers;
    }

    private static @Nullable Tint tint(@Nullable Object value) {
        return value instanceof String word ? Tint.named(word) : null;
    }

    /// The lines of a text as a file has them: as many as there are, the last perhaps empty.
    static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    /// What a file says once the drawing is another; what could not be read of the former one stays.
    static Map<String, @Nullable Object> written(@Nullable Object raw, Drawing before, Drawing after) {
        Map<String, @Nullable Object> tree = raw instanceof Map<?, ?> map ? FlowFile.keyed(map) : new LinkedHashMap<>();
        things(tree, GROUPS, before.groups(), after.groups(), DrawingTree::value);
        things(tree, NOTES, before.notes(), after.notes(), DrawingTree::value);
        things(tree, BENDS, before.bends(), after.bends(), DrawingTree::value);
        things(tree, BOOKMARKS, before.bookmarks(), after.bookmarks(), DrawingTree::value);
        return tree;
    }

    private static <T> void things(
            Map<String, @Nullable Object> tree,
            String key,
            Map<String, T> before,
            Map<String, T> after,
            Function<T, Map<String, @Nullable Object>> value) {
        Object raw = tree.get(key);
        Map<String, @Nullable Object> section =
                raw instanceof Map<?, ?> map ? FlowFile.keyed(map) : new LinkedHashMap<>();
        before.keySet().stream().filter(id -> !after.containsKey(id)).forEach(section::remove);
        after.forEach((id, thing) -> {
            if (!Objects.equals(before.get(id), thing)) {
                section.put(id, merged(section.get(id), value.apply(thing), key.equals(BENDS)));
            }
        });
        if (!section.isEmpty()) {
            tree.put(key, section);
        } else if (raw instanceof Map) {
            tree.remove(key);
        }
    }

    /// The fields over those that are there already, so that keys of the user's own stay.
    private static Map<String, @Nullable Object> merged(
            @Nullable Object raw, Map<String, @Nullable Object> fields, boolean whole) {
        Map<String, @Nullable Object> all =
                raw instanceof Map<?, ?> map && !whole ? FlowFile.keyed(map) : new LinkedHashMap<>();
        all.putAll(fields);
        return all;
    }

    private static Map<String, @Nullable Object> value(Drawing.Group group) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(TITLE, group.title());
        fields.put(COLOR, group.tint().word());
        fields.put(FRAME, value(group.frame()));
        return fields;
    }

    private static Map<String, @Nullable Object> value(Drawing.Note note) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(TEXT, lines(note.text()));
        fields.put(COLOR, note.tint().word());
        fields.put(FRAME, value(note.frame()));
        return fields;
    }

    private static Map<String, @Nullable Object> value(Map<String, List<Point>> ends) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        ends.forEach((to, points) ->
                fields.put(to, points.stream().map(DrawingTree::value).toList()));
        return fields;
    }

    private static Map<String, @Nullable Object> value(Drawing.Bookmark bookmark) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(TITLE, bookmark.title());
        fields.put(AT, value(bookmark.at()));
        fields.put(ZOOM, FlowPrint.number(bookmark.zoom()));
        return fields;
    }

    private static List<Object> value(Frame frame) {
        return List.of(
                FlowPrint.number(frame.x()),
                FlowPrint.number(frame.y()),
                FlowPrint.number(frame.width()),
                FlowPrint.number(frame.height()));
    }

    private static List<Object> value(Point point) {
        return List.of(FlowPrint.number(point.x()), FlowPrint.number(point.y()));
    }
}
