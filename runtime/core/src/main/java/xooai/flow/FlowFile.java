package xooai.flow;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.SafeFile;

/// A `*.flow.json`: reads it into a [FlowSpec] and writes one.
///
/// Reading runs no code, loads no class and connects nowhere. What is wrong in a part of the file is kept as
/// it was written and is a problem; `write(read(file).spec())` never loses anything. What is no JSON object
/// at all, is too large, or is of a newer version is refused whole.
public final class FlowFile {
    /// The version of the file format.
    public static final long VERSION = 1;

    /// The key of a node under which docs are pinned to it in the designer: a list. It changes nothing of what the
    /// flow does where it is served.
    public static final String PIN = "pin";

    /// The key under which a node that is no object at all is kept.
    static final String WHOLE = "";

    private static final Limits LIMITS = new Limits(16 << 20, 16 << 10, 64, 10_000);
    static final int MAX_NODES = 10_000;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final long MOST_COUNT = 999_999_999;

    private final FlowSpec spec;

    private FlowFile(FlowSpec spec) {
        this.spec = spec;
    }

    /// Reads a file: a regular one of at most 16 MiB.
    ///
    /// @throws XooaiException as [#read(byte[])] and [SafeFile#read]; the message names the file
    public static FlowFile read(Path path) {
        byte[] bytes = SafeFile.read(path, LIMITS.bodyBytes(), "the flow");
        try {
            return read(bytes);
        } catch (XooaiException e) {
            throw new XooaiException(
                    e.code(), "cannot read the flow " + path + ": " + e.error().message(), e);
        }
    }

    /// Reads the bytes of a file.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it is no JSON object, with line and column;
    ///     FAILED_PRECONDITION
    ///     when it is of a newer version; RESOURCE_EXHAUSTED past a limit
    public static FlowFile read(byte[] bytes) {
        FlowFile file = look(bytes);
        Long newer = newer(file.spec());
        if (newer != null) {
            throw new XooaiException(Code.FAILED_PRECONDITION, FlowKeys.newer(newer));
        }
        return file;
    }

    /// Reads the bytes of a file that is only to be looked at: one of a newer version as far as this version knows it.
    /// That it is newer is then one of its [#problems()], so that it is not run.
    ///
    /// @throws XooaiException as [#read(byte[])], but not for a newer version
    public static FlowFile look(byte[] bytes) {
        if (!(Codec.JSON.readValue(bytes, LIMITS) instanceof Map<?, ?> map)) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "a flow file is a JSON object");
        }
        return new FlowFile(ofTree(keyed(map)));
    }

    /// The version of the file that a flow was [looked at][#look] in, where it is newer than [#VERSION]; else null.
    public static @Nullable Long newer(FlowSpec spec) {
        return spec.extra().get("xooai") instanceof Long number && number > VERSION ? number : null;
    }

    /// The flow of a file that says that, as [FlowPrint#tree] gives it.
    static FlowSpec ofTree(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(tree);
        if (Objects.equals(fields.get("xooai"), VERSION)) {
            fields.remove("xooai");
        }
        return spec(fields);
    }

    /// The flow as it is written.
    public FlowSpec spec() {
        return spec;
    }

    /// What is wrong with its keys and their values, apart from what they say together and from what a merge could
    /// not settle.
    public List<Problem> problems() {
        return FlowKeys.problems(spec);
    }

    /// Those of its problems that are values which cannot be read, such as nodes that are none: what they mean cannot
    /// be
    /// merged.
    public List<Problem> unreadable() {
        return FlowKeys.unreadable(spec);
    }

    private static FlowSpec spec(Map<String, @Nullable Object> fields) {
        String name = take(fields, "name", String.class);
        String gateway = take(fields, "gateway", String.class);
        Join join = fields.get("join") instanceof String text ? Join.named(text) : null;
        if (join != null) {
            fields.remove("join");
        }
        ConflictPolicy policy = policy(fields);
        List<NodeSpec> nodes = nodes(fields);
        Map<String, Point> view = view(fields);
        return new FlowSpec(
                name == null ? "" : name,
                gateway,
                nodes,
                join == null ? Join.MERGE : join,
                policy == null ? ConflictPolicy.ERROR : policy,
                view,
                fields);
    }

    private static List<NodeSpec> nodes(Map<String, @Nullable Object> fields) {
        if (!(fields.get("nodes") instanceof Map<?, ?> map)) {
            return List.of();
        }
        if (map.size() > MAX_NODES) {
            throw new XooaiException(
                    Code.RESOURCE_EXHAUSTED,
                    "the flow has " + map.size() + " nodes, more than the limit of " + MAX_NODES);
        }
        fields.remove("nodes");
        List<NodeSpec> nodes = new ArrayList<>(map.size());
        map.forEach((key, value) -> nodes.add(node(String.valueOf(key), value)));
        return nodes;
    }

    private static NodeSpec node(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || map.containsKey(WHOLE)) {
            Map<String, @Nullable Object> whole = new LinkedHashMap<>();
            whole.put(WHOLE, value);
            return new NodeSpec(name, null, null, List.of(), Map.of(), null, null, null, 1, whole);
        }
        Map<String, @Nullable Object> fields = keyed(map);
        String use = take(fields, "use", String.class);
        String on = take(fields, "on", String.class);
        List<Need> needs = needs(fields);
        Map<?, ?> config = take(fields, "config", Map.class);
        Join join = fields.get("join") instanceof String text ? Join.named(text) : null;
        if (join != null) {
            fields.remove("join");
        }
        ConflictPolicy policy = policy(fields);
        Duration timeout = fields.get("timeout") instanceof String text ? duration(text) : null;
        if (timeout != null) {
            fields.remove("timeout");
        }
        Long replicas = fields.get("replicas") instanceof Long number && number >= 1 && number <= 1024 ? number : null;
        if (replicas != null) {
            fields.remove("replicas");
        }
        return new NodeSpec(
                name,
                use,
                on,
                needs,
                config == null ? Map.of() : keyed(config),
                join,
                policy,
                timeout,
                replicas == null ? 1 : replicas.intValue(),
                fields);
    }

    private static @Nullable ConflictPolicy policy(Map<String, @Nullable Object> fields) {
        ConflictPolicy policy = fields.get("onConflict") instanceof String text ? ConflictPolicy.parse(text) : null;
        if (policy != null) {
            fields.remove("onConflict");
        }
        return policy;
    }

    private static List<Need> needs(Map<String, @Nullable Object> fields) {
        if (!(fields.get("needs") instanceof List<?> list) || list.isEmpty()) {
            return List.of();
        }
        List<Need> needs = new ArrayList<>();
        for (Object each : list) {
            if (each instanceof String node) {
                needs.add(Need.of(node));
            } else if (each instanceof Map<?, ?> map && map.get("node") instanceof String node) {
                Map<String, @Nullable Object> extra = keyed(map);
                extra.remove("node");
                needs.add(new Need(node, extra));
            } else {
                return List.of();
            }
        }
        fields.remove("needs");
        return needs;
    }

    private static Map<String, Point> view(Map<String, @Nullable Object> fields) {
        if (!(fields.get("view") instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, Point> view = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getValue() instanceof List<?> pair)
                    || pair.size() != 2
                    || !(pair.get(0) instanceof Number x)
                    || !(pair.get(1) instanceof Number y)
                    || !Double.isFinite(x.doubleValue())
                    || !Double.isFinite(y.doubleValue())) {
                return Map.of();
            }
            view.put(String.valueOf(entry.getKey()), new Point(x.doubleValue(), y.doubleValue()));
        }
        fields.remove("view");
        return view;
    }

    /// The duration that a text such as `500ms`, `2s` or `5m` says, or null.
    public static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }

    /// The duration as a file says it.
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        long seconds = millis / 1000;
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        return seconds > MOST_COUNT && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static <T> @Nullable T take(Map<String, @Nullable Object> fields, String key, Class<T> type) {
        Object value = fields.get(key);
        if (!type.isInstance(value)) {
            return null;
        }
        fields.remove(key);
        return type.cast(value);
    }

    static Map<String, @Nullable Object> keyed(Map<?, ?> map) {
        Map<String, @Nullable Object> keyed = new LinkedHashMap<>();
        map.forEach((key, value) -> keyed.put(String.valueOf(key), value));
        return keyed;
    }

    /// Writes a flow: always the same bytes for the same flow, one fact a line, layout last.
    public static byte[] write(FlowSpec spec) {
        return (FlowPrint.print(spec) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
