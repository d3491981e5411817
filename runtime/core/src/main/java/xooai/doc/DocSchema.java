package xooai.doc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a port takes or gives, whether its class is here or elsewhere: a closed family that prints as JSON
/// Schema.
///
/// Constraints are keywords of JSON Schema 2020-12: `minimum`, `maxLength`, `pattern` and so on.
public sealed interface DocSchema {

    /// Any doc at all.
    record AnySchema() implements DocSchema {}

    /// A record: a doc type, or a value nested in one.
    record ObjectSchema(String name, List<Field> fields) implements DocSchema {
        /// The field of that name, or null.
        public @Nullable Field field(String field) {
            for (Field each : fields) {
                if (each.name().equals(field)) {
                    return each;
                }
            }
            return null;
        }
    }

    /// One of the built-in media docs.
    ///
    /// @param name `Text`, `Image`, `Audio` or `Video`
    record MediaSchema(String name) implements DocSchema {}

    /// A string.
    record StringSchema(Map<String, Object> constraints) implements DocSchema {}

    /// A whole number.
    record IntegerSchema(Map<String, Object> constraints) implements DocSchema {}

    /// A number.
    record NumberSchema(Map<String, Object> constraints) implements DocSchema {}

    /// True or false.
    record BooleanSchema() implements DocSchema {}

    /// A moment, RFC 3339 in UTC.
    record TimeSchema() implements DocSchema {}

    /// One of those names.
    record EnumSchema(List<String> names) implements DocSchema {}

    /// Content of its own.
    record ContentSchema() implements DocSchema {}

    /// A tensor.
    record TensorSchema() implements DocSchema {}

    /// A list.
    record ListSchema(DocSchema element, Map<String, Object> constraints) implements DocSchema {}

    /// A map with string keys.
    record MapSchema(DocSchema value, Map<String, Object> constraints) implements DocSchema {
        /// A map of any size.
        public MapSchema(DocSchema value) {
            this(value, Map.of());
        }
    }

    /// A record that encloses this place and has that name: how a type that holds itself is said.
    record RefSchema(String name) implements DocSchema {}

    /// One field of an [ObjectSchema].
    ///
    /// @param required whether it may not be absent
    record Field(String name, DocSchema schema, boolean required) {}

    /// The schema of a doc class: a record, or [Doc] itself for any doc.
    static DocSchema of(Class<?> java) {
        return SchemaOfType.of(java);
    }

    /// The name of the type, as a person reads it: `Text`, `List<Line>`, `number`.
    default String typeName() {
        return switch (this) {
            case AnySchema _ -> "Doc";
            case ObjectSchema object -> object.name();
            case MediaSchema media -> media.name();
            case StringSchema _ -> "string";
            case IntegerSchema _ -> "integer";
            case NumberSchema _ -> "number";
            case BooleanSchema _ -> "boolean";
            case TimeSchema _ -> "time";
            case EnumSchema e -> String.join(" | ", e.names());
            case ContentSchema _ -> "Content";
            case TensorSchema _ -> "Tensor";
            case ListSchema list -> "List<" + list.element().typeName() + ">";
            case MapSchema map -> "Map<" + map.value().typeName() + ">";
            case RefSchema ref -> ref.name();
        };
    }

    /// Whether docs of this schema fit where that one is taken, and every reason why not.
    default Fit fits(DocSchema taken) {
        return Fit.check(this, taken);
    }

    /// This schema as JSON Schema 2020-12.
    default Map<String, Object> toJsonSchema() {
        return JsonSchema.print(this);
    }

    /// The schema that this JSON Schema says, as [#toJsonSchema()] prints it; [AnySchema] for what it cannot
    /// say.
    static DocSchema fromJsonSchema(Map<String, ?> jsonSchema) {
        return JsonSchema.parse(jsonSchema);
    }
}
