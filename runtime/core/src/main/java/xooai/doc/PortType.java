package xooai.doc;

import java.util.ArrayList;
import java.util.List;

/// What a port gives or takes: docs of a schema, one at a time, as an array, or as a stream.
///
/// @param schema what each doc is
/// @param shape how many come together
public record PortType(DocSchema schema, Shape shape) {

    /// How many docs come together.
    public enum Shape {
        /// One: the endpoint is called for each.
        ONE,
        /// An array.
        ARRAY,
        /// A stream of them.
        STREAM
    }

    /// An array of docs of that schema.
    public static PortType arrayOf(DocSchema schema) {
        return new PortType(schema, Shape.ARRAY);
    }

    /// Any docs: what is not known.
    public static PortType any() {
        return arrayOf(new DocSchema.AnySchema());
    }

    /// Whether what is given may be any doc.
    public boolean isAny() {
        return schema instanceof DocSchema.AnySchema;
    }

    /// Its name: `Text`, `DocArray<Text>`, `stream of Text`.
    public String name() {
        return named(schema.typeName());
    }

    private String named(String type) {
        return switch (shape) {
            case ONE -> type;
            case ARRAY -> "DocArray<" + type + ">";
            case STREAM -> "stream of " + type;
        };
    }

    /// Whether what this port gives fits what that one takes. Another shape is no hindrance: an array is taken
    /// apart for who takes one doc, and a stream is called chunk by chunk.
    public Fit fits(PortType taken) {
        Fit docs = schema.fits(taken.schema);
        if (docs instanceof Fit.Refused || shape == taken.shape) {
            return docs;
        }
        List<String> how = new ArrayList<>();
        String from = (isAny() ? taken : this).schema.typeName();
        String to = (taken.isAny() ? this : taken).schema.typeName();
        how.add(named(from) + " → " + taken.named(to));
        if (docs instanceof Fit.Convertible convertible) {
            convertible.how().stream().filter(each -> each.startsWith("`")).forEach(how::add);
        }
        return new Fit.Convertible(how, docs.checked());
    }
}
