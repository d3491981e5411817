package xooai.designer.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;

/// A place of a form that takes a file.
///
/// @param path where it is
record ContentPlace(List<Object> path, ContentKind kind) {
    ContentPlace {
        path = List.copyOf(path);
    }

    /// The places of a value with that schema, in order. An empty list of docs that have content has one: its first
    /// doc.
    static List<ContentPlace> in(DocSchema schema, @Nullable Object value) {
        List<ContentPlace> found = new ArrayList<>();
        collect(schema, value, List.of(), found);
        return found;
    }

    private static void collect(DocSchema schema, @Nullable Object value, List<Object> path, List<ContentPlace> found) {
        ContentKind kind = schema instanceof DocSchema.AnySchema ? ContentKind.ofAny(value) : ContentKind.of(schema);
        if (kind != null) {
            found.add(new ContentPlace(path, kind));
        }
        switch (schema) {
            case DocSchema.ObjectSchema object -> {
                Map<?, ?> map = value instanceof Map<?, ?> there ? there : Map.of();
                object.fields()
                        .forEach(field ->
                                collect(field.schema(), map.get(field.name()), plus(path, field.name()), found));
            }
            case DocSchema.ListSchema list -> {
                List<?> elements = value instanceof List<?> there ? there : List.of();
                for (int i = 0; i < Math.max(1, elements.size()); i++) {
                    boolean there = i < elements.size();
                    boolean isDoc = path.isEmpty();
                    if (there || isDoc) {
                        collect(list.element(), there ? elements.get(i) : null, plus(path, i), found);
                    }
                }
            }
            default -> {}
        }
    }

    private static List<Object> plus(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
