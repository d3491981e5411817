package xooai.doc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A doc whose Java class is not known here: its type's name, and its fields as they came.
///
/// A flow whose nodes are remote carries such docs; they become records where an endpoint takes a record.
/// Values are null, [Boolean], [Long], [java.math.BigInteger], [Double], [String], `byte[]`, lists and maps
/// of those.
public final class UntypedDoc implements Doc {
    private final String type;
    private final Map<String, @Nullable Object> fields;
    private final @Nullable ContentSource source;

    /// A doc of that type with those fields, in their order.
    ///
    /// @param type the name of the doc's type, or an empty string where none was given
    /// @param source what opens the refs in it, or null for [ContentSource#standard()]
    public UntypedDoc(String type, Map<String, ? extends @Nullable Object> fields, @Nullable ContentSource source) {
        this.type = type;
        this.fields = Values.copyOf(fields);
        this.source = source;
    }

    /// The name of the doc's type, or an empty string where none was given.
    public String type() {
        return type;
    }

    /// The fields, in the order they came.
    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    /// What opens the refs in it, or null for [ContentSource#standard()].
    public @Nullable ContentSource givenSource() {
        return source;
    }

    /// What opens the refs in it.
    public ContentSource source() {
        return source != null ? source : ContentSource.standard();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UntypedDoc that && type.equals(that.type) && Values.equal(fields, that.fields);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Values.hash(fields);
    }

    @Override
    public String toString() {
        return (type.isEmpty() ? "Doc" : type) + fields;
    }
}
