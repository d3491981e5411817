package xooai.doc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// Derives the [DocSchema] of a Java class.
final class SchemaOfType {
    private static final ClassValue<DocSchema> SCHEMAS = new ClassValue<>() {
        @Override
        protected DocSchema computeValue(Class<?> java) {
            return java.isRecord() ? record(DocType.of(java), new ArrayDeque<>()) : new DocSchema.AnySchema();
        }
    };

    private SchemaOfType() {}

    static DocSchema of(Class<?> java) {
        return SCHEMAS.get(java);
    }

    private static DocSchema record(DocType type, Deque<Class<?>> enclosing) {
        if (type.isMedia()) {
            return new DocSchema.MediaSchema(type.name());
        }
        if (enclosing.contains(type.java())) {
            return new DocSchema.RefSchema(type.name());
        }
        enclosing.push(type.java());
        List<DocSchema.Field> fields = new ArrayList<>();
        for (DocType.Component part : type.components()) {
            DocSchema schema = field(part.type(), part.constraints(), enclosing);
            fields.add(new DocSchema.Field(part.name(), schema, part.required()));
        }
        enclosing.pop();
        return new DocSchema.ObjectSchema(type.name(), List.copyOf(fields));
    }

    private static DocSchema field(FieldType type, Map<String, Object> constraints, Deque<Class<?>> enclosing) {
        return switch (type) {
            case FieldType.StringType _ -> new DocSchema.StringSchema(constraints);
            case FieldType.BooleanType _ -> new DocSchema.BooleanSchema();
            case FieldType.IntegerType _ -> new DocSchema.IntegerSchema(constraints);
            case FieldType.NumberType _ -> new DocSchema.NumberSchema(constraints);
            case FieldType.TimeType _ -> new DocSchema.TimeSchema();
            case FieldType.EnumType e ->
                new DocSchema.EnumSchema(Arrays.stream(e.java().getEnumConstants())
                        .map(Enum::name)
                        .toList());
            case FieldType.ContentType _ -> new DocSchema.ContentSchema();
            case FieldType.TensorType _ -> new DocSchema.TensorSchema();
            case FieldType.RecordType r -> record(r.docType(), enclosing);
            case FieldType.ListType list ->
                new DocSchema.ListSchema(field(list.element(), list.constraints(), enclosing), constraints);
            case FieldType.MapType map ->
                new DocSchema.MapSchema(field(map.value(), map.constraints(), enclosing), constraints);
        };
    }
}
