package xooai.designer.wires;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;

/// Where each field of a type may come from in docs of another: what a converter between them does.
///
/// @param type the name of the type that is made
/// @param lines where each field comes from
/// @param open the fields that are needed, and for which nothing was found
public record FieldMapping(String type, List<Line> lines, List<String> open) {
    private static final int DEEPEST = 3;
    private static final int MOST_SOURCES = 400;

    /// One field.
    ///
    /// @param to where it goes; empty for the whole of a medium
    /// @param from where it comes from; empty for the doc as a whole
    /// @param as what the converter makes of it; null for what it is
    public record Line(String to, String from, @Nullable String as) {
        @Override
        public String toString() {
            String name = to.isEmpty() ? "the doc" : to;
            return name + " ← " + (from.isEmpty() ? "the doc" : from);
        }
    }

    /// A value in the docs that are given.
    private record Source(String path, DocSchema schema) {}

    /// A source, and how well it suits.
    private record Match(Source source, ValueConversion conversion, int score) {}

    public FieldMapping {
        lines = List.copyOf(lines);
        open = List.copyOf(open);
    }

    /// What suits best by name and type. It may leave fields open, and is empty where nothing of what is given
    /// can become anything of what is taken.
    public static FieldMapping suggest(DocSchema given, DocSchema taken) {
        List<Source> sources = new ArrayList<>();
        collect("", given, 0, sources);
        if (taken instanceof DocSchema.MediaSchema media) {
            Match best = best("", media, true, sources, Set.of());
            return best == null
                    ? new FieldMapping(media.name(), List.of(), List.of(media.name()))
                    : new FieldMapping(
                            media.name(), List.of(new Line("", best.source().path(), null)), List.of());
        }
        List<Line> lines = new ArrayList<>();
        List<String> open = new ArrayList<>();
        if (taken instanceof DocSchema.ObjectSchema object) {
            map("", object, sources, lines, open, 0);
        }
        return new FieldMapping(taken.typeName(), lines, open);
    }

    private static void collect(String path, DocSchema schema, int depth, List<Source> sources) {
        if (sources.size() >= MOST_SOURCES) {
            return;
        }
        if (!(schema instanceof DocSchema.ObjectSchema) || depth > 0) {
            sources.add(new Source(path, schema));
        }
        if (schema instanceof DocSchema.ObjectSchema object && depth < DEEPEST) {
            object.fields().forEach(field -> collect(within(path, field.name()), field.schema(), depth + 1, sources));
        }
    }

    private static void map(
            String path,
            DocSchema.ObjectSchema taken,
            List<Source> sources,
            List<Line> lines,
            List<String> open,
            int depth) {
        Set<String> used = lines.stream().map(Line::from).collect(Collectors.toCollection(HashSet::new));
        Map<DocSchema.Field, Match> found = new LinkedHashMap<>();
        for (boolean named : new boolean[] {true, false}) {
            for (DocSchema.Field field : taken.fields()) {
                if (found.containsKey(field) || (!named && !field.required())) {
                    continue;
                }
                Match match = best(within(path, field.name()), field.schema(), !named, sources, used);
                if (match != null) {
                    found.put(field, match);
                    used.add(match.source().path());
                }
            }
        }
        for (DocSchema.Field field : taken.fields()) {
            String at = within(path, field.name());
            Match match = found.get(field);
            if (match != null) {
                lines.add(new Line(at, match.source().path(), match.conversion().as()));
            } else if (field.schema() instanceof DocSchema.ObjectSchema part && depth < DEEPEST) {
                List<String> inner = new ArrayList<>();
                map(at, part, sources, lines, inner, depth + 1);
                if (field.required()) {
                    open.addAll(inner);
                }
            } else if (field.required()) {
                open.add(at);
            }
        }
        if (depth == 0 && lines.isEmpty() && !taken.fields().isEmpty()) {
            first(taken, sources, lines);
        }
    }

    /// Where no name is alike and nothing is required, the first field that can be made.
    private static void first(DocSchema.ObjectSchema taken, List<Source> sources, List<Line> lines) {
        for (DocSchema.Field field : taken.fields()) {
            Match match = best(field.name(), field.schema(), true, sources, Set.of());
            if (match != null) {
                lines.add(new Line(
                        field.name(), match.source().path(), match.conversion().as()));
                return;
            }
        }
    }

    /// @param anyName whether a source of another name will do
    private static @Nullable Match best(
            String to, DocSchema taken, boolean anyName, List<Source> sources, Set<String> used) {
        Match best = null;
        for (Source source : sources) {
            ValueConversion conversion = ValueConversion.of(source.schema(), taken);
            boolean whole = source.path().isEmpty();
            int alike = whole ? 0 : Likeness.of(to, source.path());
            if (conversion == null || (alike == 0 && (!anyName || used.contains(source.path())))) {
                continue;
            }
            int score = 4 * alike
                    + (conversion.exact() ? 60 : 0)
                    + (source.path().equals(to) ? 20 : 0)
                    - depth(source.path());
            if (best == null || score > best.score()) {
                best = new Match(source, conversion, score);
            }
        }
        return best;
    }

    private static int depth(String path) {
        return (int) path.chars().filter(letter -> letter == '.').count();
    }

    private static String within(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /// Whether there is nothing that a converter could do.
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /// The configuration of a converter that does it.
    public Map<String, @Nullable Object> config() {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (Line line : lines) {
            Map<String, Object> field = new LinkedHashMap<>();
            if (!line.to().isEmpty()) {
                field.put("to", line.to());
            }
            if (!line.from().isEmpty()) {
                field.put("from", line.from());
            }
            if (line.as() != null) {
                field.put("as", line.as());
            }
            fields.add(field);
        }
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("type", type);
        config.put("fields", fields);
        return config;
    }

    /// What it does in one line.
    public String summary() {
        String done = lines.stream()
                .limit(3)
                .map(line -> line.to().isEmpty() ? type + " ← " + line.from() : line.toString())
                .collect(Collectors.joining(", "));
        int more = lines.size() - 3;
        return done
                + (more > 0 ? " and " + more + " more" : "")
                + (open.isEmpty() ? "" : "; to be set by hand: " + String.join(", ", open));
    }
}
