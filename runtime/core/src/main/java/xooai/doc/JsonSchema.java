package xooai.doc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Prints a [DocSchema] as JSON Schema 2020-12, and reads such a print back.
///
/// `x-doc` names the built-in types, which a plain JSON Schema could not tell apart. A property whose value
/// may be
/// absent may also be null.
final class JsonSchema {
    private static final String KIND = "x-doc";
    private static final String DEFS = "#/$defs/";
    private static final List<String> STRING_OR_NULL = List.of("string", "null");

    private JsonSchema() {}

    static Map<String, Object> print(DocSchema schema) {
        Set<String> recursive = new LinkedHashSet<>();
        collectRefs(schema, recursive);
        Map<String, Map<String, Object>> definitions = new TreeMap<>();
        Map<String, Object> printed = print(schema, recursive, definitions);
        if (definitions.isEmpty()) {
            return printed;
        }
        Map<String, Object> root = new LinkedHashMap<>(printed);
        root.put("$defs", definitions);
        return root;
    }

    private static void collectRefs(DocSchema schema, Set<String> names) {
        switch (schema) {
            case DocSchema.RefSchema ref -> names.add(ref.name());
            case DocSchema.ObjectSchema object -> object.fields().forEach(field -> collectRefs(field.schema(), names));
            case DocSchema.ListSchema list -> collectRefs(list.element(), names);
            case DocSchema.MapSchema map -> collectRefs(map.value(), names);
            default -> {}
        }
    }

    private static Map<String, Object> print(
            DocSchema schema, Set<String> recursive, Map<String, Map<String, Object>> definitions) {
        return switch (schema) {
            case DocSchema.AnySchema _ -> map("type", "object", KIND, "Doc");
            case DocSchema.ObjectSchema object
            when recursive.contains(object.name()) -> {
                if (!definitions.containsKey(object.name())) {
                    definitions.put(object.name(), Map.of());
                    definitions.put(object.name(), object(object, recursive, definitions));
                }
                yield map("$ref", DEFS + object.name());
            }
            case DocSchema.ObjectSchema object -> object(object, recursive, definitions);
            case DocSchema.RefSchema ref -> map("$ref", DEFS + ref.name());
            case DocSchema.MediaSchema media -> content(media.name());
            case DocSchema.ContentSchema _ -> content("Content");
            case DocSchema.TensorSchema _ -> tensor();
            case DocSchema.StringSchema string -> with(map("type", "string"), string.constraints());
            case DocSchema.IntegerSchema integer -> with(map("type", "integer"), integer.constraints());
            case DocSchema.NumberSchema number -> number(number.constraints());
            case DocSchema.BooleanSchema _ -> map("type", "boolean");
            case DocSchema.TimeSchema _ -> map("type", "string", "format", "date-time");
            case DocSchema.EnumSchema e -> map("type", "string", "enum", e.names());
            case DocSchema.ListSchema list ->
                with(map("type", "array", "items", print(list.element(), recursive, definitions)), list.constraints());
            case DocSchema.MapSchema values ->
                with(
                        map("type", "object", "additionalProperties", print(values.value(), recursive, definitions)),
                        values.constraints());
        };
    }

    private static Map<String, Object> object(
            DocSchema.ObjectSchema object, Set<String> recursive, Map<String, Map<String, Object>> definitions) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (DocSchema.Field field : object.fields()) {
            Map<String, Object> printed = print(field.schema(), recursive, definitions);
            properties.put(field.name(), field.required() ? printed : orNull(printed));
            if (field.required()) {
                required.add(field.name());
            }
        }
        Map<String, Object> printed = map("title", object.name(), "type", "object", "properties", properties);
        if (!required.isEmpty()) {
            printed.put("required", required);
        }
        return printed;
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        return map("anyOf", List.of(schema, map("type", "null")));
    }

    private static Map<String, Object> number(Map<String, Object> constraints) {
        Map<String, Object> plain = with(map("type", "number"), constraints);
        boolean below = constraints.containsKey("minimum") || constraints.containsKey("exclusiveMinimum");
        boolean above = constraints.containsKey("maximum") || constraints.containsKey("exclusiveMaximum");
        if (below && above) {
            return plain;
        }
        List<String> names =
                below ? List.of("Infinity") : above ? List.of("-Infinity") : List.of("NaN", "Infinity", "-Infinity");
        return map("anyOf", List.of(plain, map("enum", names)), KIND, "number");
    }

    private static Map<String, Object> content(String kind) {
        Map<String, Object> properties = new LinkedHashMap<>();
        boolean text = kind.equals("Text") || kind.equals("Content");
        if (text) {
            properties.put("text", map("type", STRING_OR_NULL));
        }
        properties.put("ref", map("type", STRING_OR_NULL));
        properties.put("bytes", map("type", STRING_OR_NULL, "contentEncoding", "base64"));
        properties.put("mediaType", map("type", STRING_OR_NULL));
        properties.put("sig", map("type", STRING_OR_NULL, "pattern", "^sha256:[0-9a-f]{64}$"));
        properties.put("size", map("type", List.of("integer", "null"), "minimum", 0L));
        return map("title", kind, "type", "object", "properties", properties, "oneOf", forms(text), KIND, kind);
    }

    /// A content has exactly one form; a null is none.
    private static List<Map<String, Object>> forms(boolean text) {
        List<Map<String, Object>> forms = new ArrayList<>();
        for (String form : text ? List.of("text", "ref", "bytes") : List.of("ref", "bytes")) {
            forms.add(map("required", List.of(form), "properties", map(form, map("type", "string"))));
        }
        return forms;
    }

    private static Map<String, Object> tensor() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> names = java.util.Arrays.stream(Tensor.Dtype.values())
                .map(Tensor.Dtype::wireName)
                .toList();
        properties.put("dtype", map("type", "string", "enum", names));
        properties.put("shape", map("type", "array", "items", map("type", "integer", "minimum", 0L)));
        properties.put("data", map("type", "string", "contentEncoding", "base64"));
        return map(
                "title",
                "Tensor",
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.of("dtype", "shape", "data"),
                KIND,
                "Tensor");
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static Map<String, Object> with(Map<String, Object> map, Map<String, Object> constraints) {
        map.putAll(new TreeMap<>(constraints));
        return map;
    }

    static DocSchema parse(Map<String, ?> json) {
        Map<String, Map<String, ?>> definitions = new LinkedHashMap<>();
        if (json.get("$defs") instanceof Map<?, ?> defs) {
            defs.forEach((name, value) -> {
                if (value instanceof Map<?, ?> body) {
                    definitions.put(String.valueOf(name), keyed(body));
                }
            });
        }
        return parse(json, definitions, new Open(), 0);
    }

    private static DocSchema parse(Map<String, ?> json, Map<String, Map<String, ?>> definitions, Open open, int depth) {
        if (depth > 64 || open.left-- <= 0) {
            return new DocSchema.AnySchema();
        }
        if (json.get("$ref") instanceof String ref && ref.startsWith(DEFS)) {
            String name = ref.substring(DEFS.length());
            Map<String, ?> body = definitions.get(name);
            if (body == null || !open.add(name)) {
                return new DocSchema.RefSchema(name);
            }
            DocSchema parsed = parse(body, definitions, open, depth + 1);
            open.remove(name);
            return parsed;
        }
        if (json.get(KIND) instanceof String kind) {
            return switch (kind) {
                case "Text", "Image", "Audio", "Video" -> new DocSchema.MediaSchema(kind);
                case "Content" -> new DocSchema.ContentSchema();
                case "Tensor" -> new DocSchema.TensorSchema();
                case "number" -> new DocSchema.NumberSchema(constraints(firstOption(json)));
                default -> new DocSchema.AnySchema();
            };
        }
        Map<String, ?> first = firstOption(json);
        return first.isEmpty() ? parseType(json, definitions, open, depth) : parse(first, definitions, open, depth + 1);
    }

    private static Map<String, ?> firstOption(Map<String, ?> json) {
        return json.get("anyOf") instanceof List<?> options
                        && !options.isEmpty()
                        && options.getFirst() instanceof Map<?, ?> first
                ? keyed(first)
                : Map.of();
    }

    private static DocSchema parseType(
            Map<String, ?> json, Map<String, Map<String, ?>> definitions, Open open, int depth) {
        Map<String, Object> constraints = constraints(json);
        String type = json.get("type") instanceof String name ? name : "";
        return switch (type) {
            case "string" -> string(json, constraints);
            case "integer" -> new DocSchema.IntegerSchema(constraints);
            case "number" -> new DocSchema.NumberSchema(constraints);
            case "boolean" -> new DocSchema.BooleanSchema();
            case "array" ->
                new DocSchema.ListSchema(
                        json.get("items") instanceof Map<?, ?> items
                                ? parse(keyed(items), definitions, open, depth + 1)
                                : new DocSchema.AnySchema(),
                        constraints);
            case "object" -> {
                if (json.get("additionalProperties") instanceof Map<?, ?> values) {
                    yield new DocSchema.MapSchema(parse(keyed(values), definitions, open, depth + 1), constraints);
                }
                yield json.get("properties") instanceof Map<?, ?> properties
                        ? parseObject(json, keyed(properties), definitions, open, depth)
                        : new DocSchema.AnySchema();
            }
            default -> new DocSchema.AnySchema();
        };
    }

    private static DocSchema string(Map<String, ?> json, Map<String, Object> constraints) {
        if (json.get("enum") instanceof List<?> names) {
            return new DocSchema.EnumSchema(names.stream().map(String::valueOf).toList());
        }
        return "date-time".equals(json.get("format"))
                ? new DocSchema.TimeSchema()
                : new DocSchema.StringSchema(constraints);
    }

    private static DocSchema parseObject(
            Map<String, ?> json,
            Map<String, ?> properties,
            Map<String, Map<String, ?>> definitions,
            Open open,
            int depth) {
        String name = json.get("title") instanceof String title ? title : "object";
        boolean opened = open.add(name);
        Set<?> required = json.get("required") instanceof List<?> names ? new HashSet<>(names) : Set.of();
        List<DocSchema.Field> fields = new ArrayList<>();
        properties.forEach((key, value) -> {
            DocSchema schema = value instanceof Map<?, ?> body
                    ? parse(keyed(body), definitions, open, depth + 1)
                    : new DocSchema.AnySchema();
            fields.add(new DocSchema.Field(key, schema, required.contains(key)));
        });
        if (opened) {
            open.remove(name);
        }
        return new DocSchema.ObjectSchema(name, List.copyOf(fields));
    }

    private static final Set<String> CONSTRAINTS = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "pattern",
            "format");

    private static Map<String, Object> constraints(Map<String, ?> json) {
        Map<String, Object> found = new TreeMap<>();
        json.forEach((key, value) -> {
            if (CONSTRAINTS.contains(key) && value != null) {
                found.put(key, value);
            }
        });
        return Map.copyOf(found);
    }

    private static Map<String, ?> keyed(Map<?, ?> map) {
        Map<String, @Nullable Object> keyed = new LinkedHashMap<>();
        map.forEach((key, value) -> keyed.put(String.valueOf(key), value));
        return keyed;
    }

    /// The names that are being parsed, and how many more schemas may be: definitions that refer to each
    /// other twice would double with each.
    private static final class Open {
        private final Set<String> names = new HashSet<>();
        private int left = 10_000;

        boolean add(String name) {
            return names.add(name);
        }

        void remove(String name) {
            names.remove(name);
        }
    }
}
