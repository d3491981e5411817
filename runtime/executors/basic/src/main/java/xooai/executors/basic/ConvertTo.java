package xooai.executors.basic;

import java.util.Map;
import xooai.doc.DocSchema;

/// What a [ConvertExecutor] makes of a value.
public enum ConvertTo {
    /// What it is.
    SAME,
    /// A string: of a text, a number, true or false.
    STRING,
    /// A whole number: of a number, rounded, or of a text that says one.
    INTEGER,
    /// A number: of a text that says one.
    NUMBER,
    /// True or false: of a text that says it.
    BOOLEAN,
    /// A moment: of a text in RFC 3339.
    TIME,
    /// A `Text`: of a string, a number, true or false.
    TEXT,
    /// An `Image`: of content, or of a string that is its ref.
    IMAGE,
    /// An `Audio`: of content, or of a string that is its ref.
    AUDIO,
    /// A `Video`: of content, or of a string that is its ref.
    VIDEO,
    /// Content: of a medium, or of a string.
    CONTENT,
    /// A list of that one.
    LIST,
    /// The first of a list; nothing of an empty one.
    FIRST;

    /// The schema of what it makes; any where that depends on what comes.
    DocSchema schema() {
        return switch (this) {
            case SAME, FIRST -> new DocSchema.AnySchema();
            case STRING -> new DocSchema.StringSchema(Map.of());
            case INTEGER -> new DocSchema.IntegerSchema(Map.of());
            case NUMBER -> new DocSchema.NumberSchema(Map.of());
            case BOOLEAN -> new DocSchema.BooleanSchema();
            case TIME -> new DocSchema.TimeSchema();
            case TEXT -> new DocSchema.MediaSchema("Text");
            case IMAGE -> new DocSchema.MediaSchema("Image");
            case AUDIO -> new DocSchema.MediaSchema("Audio");
            case VIDEO -> new DocSchema.MediaSchema("Video");
            case CONTENT -> new DocSchema.ContentSchema();
            case LIST -> new DocSchema.ListSchema(new DocSchema.AnySchema(), Map.of());
        };
    }
}
