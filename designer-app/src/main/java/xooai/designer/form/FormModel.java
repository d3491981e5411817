package xooai.designer.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.JsonText;
import xooai.doc.DocSchema;
import xooai.doc.Values;
import xooai.doc.XooaiException;

/// A plain value that a person fills in, the schema it should have, and what is wrong with it where.
///
/// The value is the truth; the form and the JSON text are two views of it. Confined to the FX thread.
public final class FormModel {
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private DocSchema schema;
    private @Nullable Object value;
    private Map<List<Object>, String> problems = Map.of();
    private Map<List<Object>, String> unreadable = Map.of();
    private @Nullable String textProblem;

    /// What changed.
    public enum Change {
        /// One place, edited by the person in the form: the form shows it already.
        FIELD,
        /// The value as a whole, or its shape: every view is drawn anew.
        WHOLE
    }

    /// A form of that schema that shows that value.
    public FormModel(DocSchema schema, @Nullable Object value) {
        this.schema = schema;
        this.value = value;
        check();
    }

    /// Calls the listener after each change.
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /// The schema.
    public DocSchema schema() {
        return schema;
    }

    /// The value.
    public @Nullable Object value() {
        return value;
    }

    /// The value as a map; empty when it is none.
    public Map<String, @Nullable Object> map() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> map.put(String.valueOf(key), entry));
        }
        return map;
    }

    /// Shows another value of another schema.
    public void reset(DocSchema newSchema, @Nullable Object newValue) {
        schema = newSchema;
        unreadable = Map.of();
        setWhole(newValue);
    }

    /// Replaces the value.
    public void setWhole(@Nullable Object newValue) {
        value = newValue;
        textProblem = null;
        check();
        tell(Change.WHOLE);
    }

    /// What is at that place, or null.
    public @Nullable Object get(List<Object> path) {
        return Trees.get(value, path);
    }

    /// Puts a value at that place; null takes it away.
    public void set(List<Object> path, @Nullable Object entry) {
        readable(path);
        Object changed = Trees.with(value, path, entry);
        if (!Values.equal(changed, value)) {
            value = changed;
        }
        check();
        tell(Change.FIELD);
    }

    /// Puts a value at that place, from elsewhere than its field: every view is drawn anew.
    void put(List<Object> path, @Nullable Object entry) {
        readable(path);
        setWhole(Trees.with(value, path, entry));
    }

    /// The places that take a file, in order.
    List<ContentPlace> contentPlaces() {
        return ContentPlace.in(schema, value);
    }

    /// Says that what was typed at that place cannot be read; the value there stays as it was.
    public void refuse(List<Object> path, String why) {
        Map<List<Object>, String> more = new LinkedHashMap<>(unreadable);
        more.put(List.copyOf(path), why);
        unreadable = Collections.unmodifiableMap(more);
        tell(Change.FIELD);
    }

    private void readable(List<Object> path) {
        Map<List<Object>, String> fewer = new LinkedHashMap<>(unreadable);
        fewer.remove(path);
        unreadable = Collections.unmodifiableMap(fewer);
    }

    /// Adds an entry to the list at that place.
    public void addElement(List<Object> path, @Nullable Object element) {
        int size = get(path) instanceof List<?> list ? list.size() : 0;
        List<Object> at = new ArrayList<>(path);
        at.add(size);
        setWhole(Trees.with(value, at, element));
    }

    /// Takes an entry out of the list at that place.
    public void removeElement(List<Object> path, int index) {
        unreadable = Map.of();
        setWhole(Trees.without(value, path, index));
    }

    /// What is wrong at that place, or null.
    public @Nullable String problem(List<Object> path) {
        String typed = unreadable.get(path);
        return typed == null ? problems.get(path) : typed;
    }

    /// Whether nothing is wrong anywhere.
    public boolean isValid() {
        return problems.isEmpty() && unreadable.isEmpty() && textProblem == null;
    }

    /// The first thing that is wrong, with its place; null when nothing is.
    public @Nullable String firstProblem() {
        if (textProblem != null) {
            return textProblem;
        }
        Map<List<Object>, String> all = unreadable.isEmpty() ? problems : unreadable;
        return all.entrySet().stream()
                .findFirst()
                .map(entry -> (Trees.text(entry.getKey()) + " " + entry.getValue()).strip())
                .orElse(null);
    }

    /// What was typed and cannot be read, so that it is not in the value; null when all is.
    public @Nullable String unread() {
        return unreadable.isEmpty() && textProblem == null ? null : firstProblem();
    }

    /// The value as JSON text.
    public String text() {
        return JsonText.pretty(value);
    }

    /// Takes JSON text as the value; text that is no JSON leaves the value as it was, and says where it is
    /// wrong.
    ///
    /// @return what is wrong with the text, or null
    public @Nullable String setText(String text) {
        try {
            Object parsed = JsonText.parse(text);
            unreadable = Map.of();
            if (!Values.equal(parsed, value) || textProblem != null) {
                setWhole(parsed);
            }
        } catch (XooaiException e) {
            textProblem = e.error().message();
            tell(Change.FIELD);
        }
        return textProblem;
    }

    /// What is wrong with the JSON text, or null.
    public @Nullable String textProblem() {
        return textProblem;
    }

    private void check() {
        problems = SchemaCheck.problems(schema, value);
    }

    private void tell(Change change) {
        listeners.forEach(listener -> listener.accept(Objects.requireNonNull(change)));
    }

    /// A value to begin with: what is needed is there, empty or the first of what it may be.
    public static @Nullable Object start(DocSchema schema) {
        return switch (schema) {
            case DocSchema.ObjectSchema object -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                for (DocSchema.Field field : object.fields()) {
                    if (field.required()) {
                        fields.put(field.name(), start(field.schema()));
                    }
                }
                yield Collections.unmodifiableMap(fields);
            }
            case DocSchema.MediaSchema media when media.name().equals("Text") -> Map.of("text", "");
            case DocSchema.ListSchema _ -> List.of();
            case DocSchema.BooleanSchema _ -> false;
            case DocSchema.IntegerSchema integer ->
                integer.constraints().get("minimum") instanceof Long least ? least : 0L;
            case DocSchema.NumberSchema _ -> 0.0;
            case DocSchema.EnumSchema names ->
                names.names().isEmpty() ? "" : names.names().getFirst();
            case DocSchema.StringSchema _, DocSchema.TimeSchema _ -> "";
            default -> Map.of();
        };
    }
}
