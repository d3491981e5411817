package xooai.designer.design;

import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;
import xooai.doc.PortType;

/// What a port takes or gives, as it is drawn.
///
/// @param kind its letter and colour
/// @param typeName the name of its type, such as `Text`; `Doc` for any
/// @param schema the schema, or null when it is not known
/// @param known whether somebody described it; one that nobody did fits everything
/// @param shape how many it takes or gives together
public record PortInfo(Kind kind, String typeName, @Nullable DocSchema schema, boolean known, PortType.Shape shape) {

    /// A port that nobody described.
    public static final PortInfo UNKNOWN = new PortInfo(Kind.DOC, "Doc", null, false, PortType.Shape.ARRAY);

    /// The kinds that are told apart at a glance.
    public enum Kind {
        TEXT("T"),
        IMAGE("I"),
        AUDIO("A"),
        VIDEO("V"),
        DOC("D");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }

        /// The letter that says it.
        public String letter() {
            return letter;
        }

        /// The kind of docs of that schema.
        public static Kind of(DocSchema schema) {
            return switch (schema.typeName()) {
                case "Text" -> TEXT;
                case "Image" -> IMAGE;
                case "Audio" -> AUDIO;
                case "Video" -> VIDEO;
                default -> DOC;
            };
        }
    }

    /// A port of that type.
    public static PortInfo of(PortType type) {
        DocSchema schema = type.schema();
        return new PortInfo(Kind.of(schema), schema.typeName(), schema, true, type.shape());
    }

    /// Whether a stream goes through it.
    public boolean streams() {
        return shape == PortType.Shape.STREAM;
    }

    /// Whether one doc goes through it at a time.
    public boolean one() {
        return shape == PortType.Shape.ONE;
    }

    /// What it takes or gives, as a person hears it: `Text`, or `stream of Text`.
    public String spoken() {
        return streams() ? "stream of " + typeName : typeName;
    }
}
