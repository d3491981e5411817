package xooai.designer.shared;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;

/// Plain values as JSON for a person: one entry a line, short ones in one line.
public final class JsonText {
    private static final int SHORT = 72;

    private JsonText() {}

    /// The value as text.
    public static String pretty(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, "", out);
        return out.toString();
    }

    /// The value that the text says.
    ///
    /// @throws xooai.doc.XooaiException with INVALID_ARGUMENT, saying where, when it is no JSON
    public static @Nullable Object parse(String text) {
        return Codec.JSON.readValue(text.getBytes(StandardCharsets.UTF_8), Limits.DEFAULT);
    }

    private static void write(@Nullable Object value, String indent, StringBuilder out) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            String line = compact(value);
            if (line.length() + indent.length() <= SHORT && isFlat(value)) {
                out.append(line);
                return;
            }
        }
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> writeMap(map, indent, out);
            case List<?> list when !list.isEmpty() -> writeList(list, indent, out);
            case null, default -> out.append(compact(value));
        }
    }

    private static void writeMap(Map<?, ?> map, String indent, StringBuilder out) {
        String inner = indent + "  ";
        out.append("{\n");
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            out.append(inner).append(compact(String.valueOf(entry.getKey()))).append(": ");
            write(entry.getValue(), inner, out);
            out.append(entries.hasNext() ? ",\n" : "\n");
        }
        out.append(indent).append('}');
    }

    private static void writeList(List<?> list, String indent, StringBuilder out) {
        String inner = indent + "  ";
        out.append("[\n");
        Iterator<?> elements = list.iterator();
        while (elements.hasNext()) {
            out.append(inner);
            write(elements.next(), inner, out);
            out.append(elements.hasNext() ? ",\n" : "\n");
        }
        out.append(indent).append(']');
    }

    private static boolean isFlat(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.values().stream().noneMatch(JsonText::nests);
            case List<?> list -> list.stream().noneMatch(JsonText::nests);
            case null, default -> true;
        };
    }

    private static boolean nests(@Nullable Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty()) || (value instanceof List<?> list && !list.isEmpty());
    }

    private static String compact(@Nullable Object value) {
        return new String(Codec.JSON.writeValue(value), StandardCharsets.UTF_8);
    }
}
