package xooai.designer.form;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;

/// What a plain value breaks of a schema, place by place, before anything is called with it.
///
/// It is a help for the person who fills a form in; the runtime checks again. Text with `${env:…}` in it is
/// taken for what it will become.
final class SchemaCheck {
    private final Map<List<Object>, String> problems = new LinkedHashMap<>();

    private SchemaCheck() {}

    /// What is wrong, by place.
    static Map<List<Object>, String> problems(DocSchema schema, @Nullable Object value) {
        SchemaCheck check = new SchemaCheck();
        check.value(schema, value, List.of());
        return check.problems;
    }

    private void value(DocSchema schema, @Nullable Object value, List<Object> path) {
        if (value instanceof String text && text.contains("${env:")) {
            return;
        }
        switch (schema) {
            case DocSchema.ObjectSchema object -> object(object, value, path);
            case DocSchema.ListSchema list -> list(list, value, path);
            case DocSchema.MapSchema map -> map(map, value, path);
            case DocSchema.StringSchema string -> string(string, value, path);
            case DocSchema.IntegerSchema integer -> integer(integer, value, path);
            case DocSchema.NumberSchema number -> number(number, value, path);
            case DocSchema.BooleanSchema _ -> need(value instanceof Boolean, "must be true or false", path);
            case DocSchema.EnumSchema names ->
                need(
                        value instanceof String name && names.names().contains(name),
                        "must be one of " + String.join(", ", names.names()),
                        path);
            case DocSchema.TimeSchema _ -> time(value, path);
            case DocSchema.MediaSchema media -> content(media.typeName(), value, path);
            case DocSchema.ContentSchema _ -> content("Content", value, path);
            case DocSchema.TensorSchema _ ->
                need(
                        value instanceof Map<?, ?> map && map.containsKey("dtype") && map.containsKey("shape"),
                        "must be a tensor: an object with dtype, shape and data",
                        path);
            case DocSchema.AnySchema _, DocSchema.RefSchema _ -> {}
        }
    }

    private void need(boolean holds, String otherwise, List<Object> path) {
        if (!holds) {
            problems.putIfAbsent(path, otherwise);
        }
    }

    private void object(DocSchema.ObjectSchema object, @Nullable Object value, List<Object> path) {
        if (!(value instanceof Map<?, ?> map)) {
            need(false, "must be an object", path);
            return;
        }
        for (DocSchema.Field field : object.fields()) {
            Object entry = map.get(field.name());
            List<Object> at = plus(path, field.name());
            if (entry == null) {
                need(!field.required(), "is needed", at);
            } else {
                value(field.schema(), entry, at);
            }
        }
    }

    private void list(DocSchema.ListSchema list, @Nullable Object value, List<Object> path) {
        if (!(value instanceof List<?> elements)) {
            need(false, "must be a list", path);
            return;
        }
        size(elements.size(), list.constraints(), "Items", "entries", path);
        for (int i = 0; i < elements.size(); i++) {
            value(list.element(), elements.get(i), plus(path, i));
        }
    }

    private void map(DocSchema.MapSchema schema, @Nullable Object value, List<Object> path) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> value(schema.value(), entry, plus(path, String.valueOf(key))));
        } else {
            need(false, "must be an object", path);
        }
    }

    private void string(DocSchema.StringSchema schema, @Nullable Object value, List<Object> path) {
        if (!(value instanceof String text)) {
            need(false, "must be text", path);
            return;
        }
        size(text.codePointCount(0, text.length()), schema.constraints(), "Length", "characters", path);
        if (schema.constraints().get("pattern") instanceof String pattern) {
            need(matches(pattern, text), pattern.equals("\\S") ? "must not be blank" : "must match " + pattern, path);
        }
    }

    private static boolean matches(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException _) {
            return true;
        }
    }

    private void size(int size, Map<String, Object> constraints, String what, String unit, List<Object> path) {
        BigDecimal least = decimal(constraints.get("min" + what));
        BigDecimal most = decimal(constraints.get("max" + what));
        if (least != null) {
            need(size >= least.intValue(), "needs at least " + least + " " + unit, path);
        }
        if (most != null) {
            need(size <= most.longValue(), "may have at most " + most + " " + unit, path);
        }
    }

    private void integer(DocSchema.IntegerSchema schema, @Nullable Object value, List<Object> path) {
        boolean whole = value instanceof Long || value instanceof Integer || value instanceof BigInteger;
        need(whole, "must be a whole number", path);
        range(value, schema.constraints(), path);
    }

    private void number(DocSchema.NumberSchema schema, @Nullable Object value, List<Object> path) {
        boolean special = value instanceof String text
                && List.of("NaN", "Infinity", "-Infinity").contains(text);
        need(value instanceof Number || special, "must be a number", path);
        range(value, schema.constraints(), path);
    }

    private void range(@Nullable Object value, Map<String, Object> constraints, List<Object> path) {
        BigDecimal number = decimal(value);
        if (number == null) {
            return;
        }
        BigDecimal minimum = decimal(constraints.get("minimum"));
        BigDecimal maximum = decimal(constraints.get("maximum"));
        BigDecimal above = decimal(constraints.get("exclusiveMinimum"));
        BigDecimal below = decimal(constraints.get("exclusiveMaximum"));
        need(minimum == null || number.compareTo(minimum) >= 0, "must be at least " + minimum, path);
        need(maximum == null || number.compareTo(maximum) <= 0, "must be at most " + maximum, path);
        need(above == null || number.compareTo(above) > 0, "must be more than " + above, path);
        need(below == null || number.compareTo(below) < 0, "must be less than " + below, path);
    }

    private static @Nullable BigDecimal decimal(@Nullable Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? new BigDecimal(number.toString())
                : null;
    }

    private void time(@Nullable Object value, List<Object> path) {
        boolean isTime = false;
        if (value instanceof String text) {
            try {
                Instant.parse(text);
                isTime = true;
            } catch (DateTimeParseException _) {
                isTime = false;
            }
        }
        need(isTime, "must be a moment such as 2026-01-31T12:00:00Z", path);
    }

    private void content(String type, @Nullable Object value, List<Object> path) {
        boolean there = value instanceof Map<?, ?> map
                && (map.containsKey("text") || map.containsKey("ref") || map.containsKey("bytes"));
        need(there, type.equals("Text") ? "needs a text" : "needs a file or an address", path);
    }

    private static List<Object> plus(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
