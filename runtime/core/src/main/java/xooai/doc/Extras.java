package xooai.doc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of one doc, or of one value nested in it, that its Java class does not know.
///
/// Those of a doc stay with its slot whatever happens to the doc. Those of a nested value stay as long as
/// that value is unchanged: they name the value they came with.
///
/// @param of the value that they came with; null for those of the doc itself
/// @param fields the unknown fields, in the order they came
/// @param nested what is unknown in the components (by name), list elements (by index) and map values (by key)
public record Extras(@Nullable Object of, Map<String, @Nullable Object> fields, Map<String, Extras> nested) {

    /// Nothing unknown.
    public static final Extras NONE = new Extras(null, Map.of(), Map.of());

    public Extras {
        fields = Values.copyOf(fields);
        nested = nested.isEmpty() ? Map.of() : Map.copyOf(nested);
    }

    /// Whether nothing is unknown, here and below.
    public boolean isEmpty() {
        return fields.isEmpty() && nested.isEmpty();
    }

    /// What is unknown in the nested value of that name, given what the value is now: of a value that has
    /// changed, only what is unknown in the parts of it that have not.
    public Extras in(String name, @Nullable Object value) {
        Extras found = nested.get(name);
        if (found == null || value == null) {
            return NONE;
        }
        return value.equals(found.of)
                ? found
                : found.nested.isEmpty() ? NONE : new Extras(null, Map.of(), found.nested);
    }

    /// What is unknown in an element of a list, which may have moved within it.
    public Extras ofElement(int index, Object element) {
        Extras here = nested.get(Integer.toString(index));
        if (here != null && element.equals(here.of)) {
            return here;
        }
        return nested.values().stream()
                .filter(each -> element.equals(each.of))
                .findFirst()
                .orElseGet(() -> in(Integer.toString(index), element));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Extras that && Values.equal(fields, that.fields) && nested.equals(that.nested);
    }

    @Override
    public int hashCode() {
        return 31 * Values.hash(fields) + nested.hashCode();
    }
}
