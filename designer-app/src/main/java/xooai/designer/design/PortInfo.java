package xooai.designer.design;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;

/// What a port takes or gives, as it is drawn.
///
/// @param kind its letter and colour
/// @param typeName the name of its type, such as `Text`; `Doc` for any
/// @param schema the schema, or null when it is not known
/// @param known whether somebody described it; one that nobody did fits everything
/// @param streams whether it takes or gives a stream of them
public record PortInfo(Kind kind, String typeName, @Nullable DocSchema schema, boolean known, boolean streams) {

    /// A port that nobody described.
    public static final PortInfo UNKNOWN = new PortInfo(Kind.DOC, "Doc", null, false, false);

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

    /// A port of docs of that schema, or of a stream of them.
    public static PortInfo of(DocSchema schema, boolean streams) {
        return new PortInfo(Kind.of(schema), schema.typeName(), schema, true, streams);
    }

    /// Whether both are of one type, streams or not.
    boolean isLike(PortInfo other) {
        return known == other.known && Objects.equals(schema, other.schema);
    }

    /// What it takes or gives, as a person hears it: `Text`, or `stream of Text`.
    public String spoken() {
        return streams ? "stream of " + typeName : typeName;
    }
}
