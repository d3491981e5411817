package xooai.executors.basic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xooai.doc.DocSchema;

/// The schema of what a [ConvertExecutor] makes, as its configuration says it.
final class ConvertedSchema {
    private ConvertedSchema() {}

    /// A field may be absent wherever it comes from a doc, which may not have it; one that is set is there.
    static DocSchema of(String type, List<ConvertField> fields) {
        Map<String, List<ConvertField>> byFirst = new LinkedHashMap<>();
        for (ConvertField field : fields) {
            String place = field.place();
            int dot = place.indexOf('.');
            byFirst.computeIfAbsent(dot < 0 ? place : place.substring(0, dot), _ -> new ArrayList<>())
                    .add(field);
        }
        List<DocSchema.Field> made = new ArrayList<>();
        byFirst.forEach((name, parts) -> made.add(field(name, parts)));
        return new DocSchema.ObjectSchema(type, List.copyOf(made));
    }

    private static DocSchema.Field field(String name, List<ConvertField> parts) {
        ConvertField first = parts.getFirst();
        boolean set = parts.stream().anyMatch(part -> part.set() != null);
        if (first.place().equals(name)) {
            return new DocSchema.Field(name, first.target().schema(), set);
        }
        List<ConvertField> inner = parts.stream()
                .filter(part -> part.place().length() > name.length())
                .map(part ->
                        new ConvertField(part.place().substring(name.length() + 1), part.from(), part.set(), part.as()))
                .toList();
        return new DocSchema.Field(name, of(name, inner), set);
    }
}
