package xooai.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;

/// Prints a flow file: objects over several lines, lists on one, so that a change of one fact changes one line.
final class FlowPrint {
    /// How deep in the file the keys of a node stand.
    private static final int NODE = 2;

    private FlowPrint() {}

    static String print(FlowSpec spec) {
        StringBuilder out = new StringBuilder();
        Map<String, @Nullable Object> tree = tree(spec);
        tree.computeIfPresent(Drawing.KEY, (_, drawing) -> tall(drawing, List.of(DrawingTree.NOTES)));
        value(out, tree, 0);
        return out.toString();
    }

    /// What a file says of that flow, key by key, in the order of the file.
    static Map<String, @Nullable Object> tree(FlowSpec spec) {
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        if (!spec.extra().containsKey("xooai")) {
            file.put("xooai", FlowFile.VERSION);
        }
        if (!spec.extra().containsKey("name")) {
            file.put("name", spec.name());
        }
        put(file, "gateway", spec.gateway());
        if (!spec.extra().containsKey("nodes")) {
            Map<String, @Nullable Object> nodes = new LinkedHashMap<>();
            spec.nodes().forEach(node -> nodes.put(node.name(), node(node)));
            file.put("nodes", nodes);
        }
        put(file, "join", spec.join() == Join.MERGE ? null : spec.join().fileName());
        put(
                file,
                "onConflict",
                spec.onConflict().equals(ConflictPolicy.ERROR)
                        ? null
                        : spec.onConflict().toString());
        file.putAll(spec.extra());
        if (file.containsKey(Drawing.KEY)) {
            file.put(Drawing.KEY, file.remove(Drawing.KEY));
        }
        if (!spec.view().isEmpty()) {
            Map<String, @Nullable Object> view = new LinkedHashMap<>();
            spec.view().forEach((name, point) -> view.put(name, List.of(number(point.x()), number(point.y()))));
            file.put("view", view);
        }
        return file;
    }

    /// What a file says of that node.
    static @Nullable Object node(NodeSpec node) {
        if (node.extra().containsKey(FlowFile.WHOLE)) {
            return node.extra().get(FlowFile.WHOLE);
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        put(fields, "use", node.use());
        put(fields, "on", node.on());
        if (!node.needs().isEmpty()) {
            fields.put("needs", needs(node));
        }
        if (!node.config().isEmpty()) {
            fields.put("config", node.config());
        }
        put(fields, "join", node.join() == null ? null : node.join().fileName());
        put(
                fields,
                "onConflict",
                node.onConflict() == null ? null : node.onConflict().toString());
        put(fields, "timeout", node.timeout() == null ? null : FlowFile.duration(node.timeout()));
        put(fields, "replicas", node.replicas() == 1 ? null : (Object) (long) node.replicas());
        fields.putAll(node.extra());
        return fields;
    }

    private static List<@Nullable Object> needs(NodeSpec node) {
        List<@Nullable Object> needs = new ArrayList<>();
        for (Need need : node.needs()) {
            if (need.extra().isEmpty()) {
                needs.add(need.node());
            } else {
                Map<String, @Nullable Object> entry = new LinkedHashMap<>();
                entry.put("node", need.node());
                entry.putAll(need.extra());
                needs.add(entry);
            }
        }
        return needs;
    }

    private static void put(Map<String, @Nullable Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    /// A number as a file says it: whole where it is.
    static Object number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : value;
    }

    /// A list that is printed a line each.
    private record Tall(List<?> lines) {}

    /// What is drawn with the texts of notes a line each, as one writes and compares them.
    private static @Nullable Object tall(@Nullable Object value, List<String> path) {
        if (value instanceof List<?> lines && path.isEmpty()) {
            return lines.isEmpty() ? lines : new Tall(lines);
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, @Nullable Object> all = FlowFile.keyed(map);
        if (path.equals(List.of(DrawingTree.NOTES))) {
            all.computeIfPresent(DrawingTree.NOTES, (_, notes) -> tall(notes, List.of("", DrawingTree.TEXT)));
        } else if (path.size() == 2) {
            all.replaceAll((_, note) -> tall(note, List.of(DrawingTree.TEXT)));
        } else {
            all.computeIfPresent(DrawingTree.TEXT, (_, text) -> tall(text, List.of()));
        }
        return all;
    }

    /// A pin and the text of a note are data in the midst of a file that is read: a doc or a line of it a line.
    private static void lines(StringBuilder out, List<?> lines, int indent) {
        out.append("[\n");
        int left = lines.size();
        for (Object line : lines) {
            out.append("  ".repeat(indent + 1)).append(inline(line)).append(--left > 0 ? ",\n" : "\n");
        }
        out.append("  ".repeat(indent)).append(']');
    }

    private static void value(StringBuilder out, @Nullable Object value, int indent) {
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            out.append(inline(value));
            return;
        }
        out.append("{\n");
        int left = map.size();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append("  ".repeat(indent + 1))
                    .append(inline(String.valueOf(entry.getKey())))
                    .append(": ");
            if (entry.getValue() instanceof Tall tall) {
                lines(out, tall.lines(), indent + 1);
            } else if (indent == NODE && FlowFile.PIN.equals(entry.getKey()) && isLong(entry.getValue())) {
                lines(out, (List<?>) entry.getValue(), indent + 1);
            } else {
                value(out, entry.getValue(), indent + 1);
            }
            out.append(--left > 0 ? ",\n" : "\n");
        }
        out.append("  ".repeat(indent)).append('}');
    }

    private static boolean isLong(@Nullable Object value) {
        return value instanceof List<?> docs && !docs.isEmpty();
    }

    private static String inline(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(FlowPrint::inline).collect(java.util.stream.Collectors.joining(", ", "[", "]"));
        }
        return new String(Codec.JSON.writeValue(value), StandardCharsets.UTF_8);
    }
}
