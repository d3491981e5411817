package xooai.designer.wires;

import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;

/// What the converter has to make of a value of one type, for it to be taken as one of another.
///
/// @param as the name by which the converter knows it; null where the value is taken as it is
/// @param exact whether the value stays what it is
record ValueConversion(@Nullable String as, boolean exact) {

    /// How that becomes this, or null where it cannot.
    static @Nullable ValueConversion of(DocSchema given, DocSchema taken) {
        if (isRead(given, taken)) {
            return new ValueConversion(name(taken), given.getClass() == taken.getClass());
        }
        boolean text = given instanceof DocSchema.StringSchema || isText(given);
        boolean plain = text
                || given instanceof DocSchema.IntegerSchema
                || given instanceof DocSchema.NumberSchema
                || given instanceof DocSchema.BooleanSchema
                || given instanceof DocSchema.EnumSchema
                || given instanceof DocSchema.TimeSchema
                || given instanceof DocSchema.ContentSchema;
        boolean possible = switch (taken) {
            case DocSchema.StringSchema _ -> plain;
            case DocSchema.IntegerSchema _, DocSchema.NumberSchema _ ->
                text || given instanceof DocSchema.NumberSchema || given instanceof DocSchema.BooleanSchema;
            case DocSchema.BooleanSchema _, DocSchema.TimeSchema _ -> text;
            case DocSchema.MediaSchema media ->
                media.name().equals("Text") ? plain : given instanceof DocSchema.ContentSchema;
            case DocSchema.ContentSchema _ -> given instanceof DocSchema.StringSchema;
            case DocSchema.EnumSchema _ -> given instanceof DocSchema.StringSchema;
            default -> false;
        };
        if (possible) {
            return new ValueConversion(name(taken), false);
        }
        if (taken instanceof DocSchema.ListSchema list && isRead(given, list.element())) {
            return new ValueConversion("LIST", false);
        }
        return given instanceof DocSchema.ListSchema list && isRead(list.element(), taken)
                ? new ValueConversion("FIRST", false)
                : null;
    }

    private static boolean isText(DocSchema schema) {
        return schema instanceof DocSchema.MediaSchema media && media.name().equals("Text");
    }

    /// Whether a value is read there as it is; within docs, so that the names of records have no say.
    private static boolean isRead(DocSchema given, DocSchema taken) {
        return within(given).fits(within(taken)).isOk();
    }

    private static DocSchema within(DocSchema schema) {
        return new DocSchema.ObjectSchema("Doc", List.of(new DocSchema.Field("value", schema, true)));
    }

    private static @Nullable String name(DocSchema taken) {
        return switch (taken) {
            case DocSchema.StringSchema _ -> "STRING";
            case DocSchema.IntegerSchema _ -> "INTEGER";
            case DocSchema.NumberSchema _ -> "NUMBER";
            case DocSchema.BooleanSchema _ -> "BOOLEAN";
            case DocSchema.TimeSchema _ -> "TIME";
            case DocSchema.ContentSchema _ -> "CONTENT";
            case DocSchema.MediaSchema media -> media.name().toUpperCase(java.util.Locale.ROOT);
            default -> null;
        };
    }
}
