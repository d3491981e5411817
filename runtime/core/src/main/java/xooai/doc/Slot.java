package xooai.doc;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The place of one doc in a [DocArray]: its id, the doc or its error, and the fields that its class does not
/// know.
///
/// @param id unique in the array; null until the calling flow gives one
/// @param doc the doc; null exactly when the slot is in error
/// @param error why there is no doc; null exactly when there is one
/// @param extras the fields that the doc's class does not know
public record Slot<T extends Doc>(
        @Nullable String id, @Nullable T doc, @Nullable CallError error, Extras extras) {

    public Slot {
        if ((doc == null) == (error == null)) {
            throw new IllegalArgumentException("a slot holds a doc or an error, and not both");
        }
    }

    /// A slot of that doc, with no id yet.
    public static <T extends Doc> Slot<T> of(T doc) {
        return new Slot<>(null, Objects.requireNonNull(doc), null, Extras.NONE);
    }

    /// A slot in error.
    public static <T extends Doc> Slot<T> failed(@Nullable String id, CallError error) {
        return new Slot<>(id, null, error.ofDoc(id), Extras.NONE);
    }

    /// Whether the slot holds a doc.
    public boolean isOk() {
        return doc != null;
    }

    /// This slot with that id.
    public Slot<T> withId(String newId) {
        return new Slot<>(newId, doc, error == null ? null : error.ofDoc(newId), extras);
    }

    /// This slot with that doc in place of the one it holds.
    public <B extends Doc> Slot<B> with(B newDoc) {
        return new Slot<>(id, newDoc, null, extras);
    }

    /// This slot in error.
    public <B extends Doc> Slot<B> failed(CallError newError) {
        return failed(id, newError);
    }

    /// The doc.
    ///
    /// @throws XooaiException with the slot's error when it is in error
    public T get() {
        if (doc == null) {
            throw new XooaiException(Objects.requireNonNull(error));
        }
        return doc;
    }
}
