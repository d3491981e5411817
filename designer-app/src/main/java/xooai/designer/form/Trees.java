package xooai.designer.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plain values with one place changed: maps by name, lists by index.
final class Trees {
    private Trees() {}

    /// What is at that place, or null.
    static @Nullable Object get(@Nullable Object tree, List<Object> path) {
        Object at = tree;
        for (Object step : path) {
            at = switch (at) {
                case Map<?, ?> map when step instanceof String -> map.get(step);
                case List<?> list when step instanceof Integer i && i < list.size() -> list.get(i);
                case null, default -> null;
            };
        }
        return at;
    }

    /// The tree with that at that place; null takes a map's entry away.
    static @Nullable Object with(@Nullable Object tree, List<Object> path, @Nullable Object value) {
        if (path.isEmpty()) {
            return value;
        }
        List<Object> rest = path.subList(1, path.size());
        return switch (path.getFirst()) {
            case Integer index -> withElement(tree, index, rest, value);
            case Object name -> withEntry(tree, name.toString(), rest, value);
        };
    }

    private static Object withEntry(@Nullable Object tree, String name, List<Object> rest, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> changed.put(String.valueOf(key), entry));
        }
        Object entry = with(changed.get(name), rest, value);
        if (entry == null) {
            changed.remove(name);
        } else {
            changed.put(name, entry);
        }
        return Collections.unmodifiableMap(changed);
    }

    private static Object withElement(@Nullable Object tree, int index, List<Object> rest, @Nullable Object value) {
        List<@Nullable Object> changed = new ArrayList<>();
        if (tree instanceof List<?> list) {
            changed.addAll(list);
        }
        while (changed.size() <= index) {
            changed.add(null);
        }
        changed.set(index, with(changed.get(index), rest, value));
        return Collections.unmodifiableList(changed);
    }

    /// The list at that place without the element of that index.
    static @Nullable Object without(@Nullable Object tree, List<Object> path, int index) {
        List<@Nullable Object> changed = new ArrayList<>();
        if (get(tree, path) instanceof List<?> list) {
            changed.addAll(list);
        }
        if (index < changed.size()) {
            changed.remove(index);
        }
        return with(tree, path, Collections.unmodifiableList(changed));
    }

    /// A place as a person reads it: `lines[0].price`.
    static String text(List<Object> path) {
        StringBuilder text = new StringBuilder();
        for (Object step : path) {
            if (step instanceof Integer) {
                text.append('[').append(step).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}
