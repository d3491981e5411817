package xooai.doc;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An immutable list of docs, each in a [Slot] with its id, its error and its unknown fields.
///
/// [#get(int)] and iteration give the docs, and throw the error of a slot that is in error; [#slots()] and
/// [#errors()] see both. [#map], [#filter], [#sorted] and [#replaceAll(List)] keep each doc's slot; so does a
/// doc that an endpoint returns as the very instance it received. Safe for use by many threads.
public final class DocArray<T extends Doc> extends AbstractList<T> implements RandomAccess {
    private static final DocArray<?> EMPTY = new DocArray<>(List.of());

    private final List<Slot<T>> slots;

    private DocArray(List<Slot<T>> slots) {
        this.slots = slots;
    }

    /// An array of those docs.
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends Doc> DocArray<T> of(T... docs) {
        return of(List.of(docs));
    }

    /// An array of those docs.
    public static <T extends Doc> DocArray<T> of(List<? extends T> docs) {
        if (docs instanceof DocArray<?> already) {
            return already.cast();
        }
        List<Slot<T>> slots = new ArrayList<>(docs.size());
        for (T doc : docs) {
            slots.add(Slot.of(doc));
        }
        return ofSlots(slots);
    }

    /// An array of those slots.
    ///
    /// @throws XooaiException with [Code#INVALID_ARGUMENT] when two slots have the same id
    public static <T extends Doc> DocArray<T> ofSlots(List<Slot<T>> slots) {
        if (slots.isEmpty()) {
            return empty();
        }
        if (slots.size() > 1) {
            refuseEqualIds(slots);
        }
        return new DocArray<>(List.copyOf(slots));
    }

    private static <T extends Doc> void refuseEqualIds(List<Slot<T>> slots) {
        Set<String> ids = HashSet.newHashSet(slots.size());
        for (Slot<T> slot : slots) {
            String id = slot.id();
            if (id != null && !ids.add(id)) {
                throw new XooaiException(Code.INVALID_ARGUMENT, "two docs have the id `" + id + "`; ids are unique");
            }
        }
    }

    /// No docs.
    public static <T extends Doc> DocArray<T> empty() {
        return EMPTY.cast();
    }

    /// The same array, seen as one of another type of docs: for code that has checked what is in it.
    @SuppressWarnings("unchecked")
    public <B extends Doc> DocArray<B> cast() {
        return (DocArray<B>) this;
    }

    /// The slots, in order.
    public List<Slot<T>> slots() {
        return slots;
    }

    /// The slot at that place.
    public Slot<T> slot(int index) {
        return slots.get(index);
    }

    /// The slot with that id, or null.
    public @Nullable Slot<T> find(String id) {
        for (Slot<T> slot : slots) {
            if (id.equals(slot.id())) {
                return slot;
            }
        }
        return null;
    }

    /// The doc at that place.
    ///
    /// @throws XooaiException with the slot's error when it is in error
    @Override
    public T get(int index) {
        return slots.get(index).get();
    }

    @Override
    public int size() {
        return slots.size();
    }

    /// The id at that place, or null when none is given yet.
    public @Nullable String id(int index) {
        return slots.get(index).id();
    }

    /// The errors of the slots that are in error, in order.
    public List<CallError> errors() {
        return slots.stream().map(Slot::error).filter(Objects::nonNull).toList();
    }

    /// Whether any slot is in error.
    public boolean hasErrors() {
        for (Slot<T> slot : slots) {
            if (!slot.isOk()) {
                return true;
            }
        }
        return false;
    }

    /// The slots that are not in error, as an array of their own.
    public DocArray<T> ok() {
        return hasErrors() ? new DocArray<>(slots.stream().filter(Slot::isOk).toList()) : this;
    }

    /// The slots that are in error, as an array of their own.
    public DocArray<T> inError() {
        return hasErrors()
                ? new DocArray<>(slots.stream().filter(slot -> !slot.isOk()).toList())
                : empty();
    }

    /// Each doc replaced by what the function makes of it, in the same slot. Slots in error stay as they are.
    public <B extends Doc> DocArray<B> map(Function<? super T, ? extends B> function) {
        List<Slot<B>> mapped = new ArrayList<>(slots.size());
        for (Slot<T> slot : slots) {
            T doc = slot.doc();
            mapped.add(
                    doc == null
                            ? Slot.failed(slot.id(), Objects.requireNonNull(slot.error()))
                            : slot.with(function.apply(doc)));
        }
        return new DocArray<>(List.copyOf(mapped));
    }

    /// The docs that match, in their slots. Slots in error stay.
    public DocArray<T> filter(Predicate<? super T> predicate) {
        return new DocArray<>(slots.stream()
                .filter(slot -> slot.doc() == null || predicate.test(slot.get()))
                .toList());
    }

    /// The docs in that order, each in its slot. Slots in error come last.
    public DocArray<T> sorted(Comparator<? super T> comparator) {
        Comparator<Slot<T>> byDoc = (a, b) -> comparator.compare(a.get(), b.get());
        Stream<Slot<T>> good = slots.stream().filter(Slot::isOk).sorted(byDoc);
        return new DocArray<>(
                Stream.concat(good, slots.stream().filter(slot -> !slot.isOk())).toList());
    }

    /// Each doc replaced by the one at the same place of that list, in the same slot.
    ///
    /// @throws IllegalArgumentException when there are not as many as slots, or when a slot is in error
    public <B extends Doc> DocArray<B> replaceAll(List<? extends B> docs) {
        if (docs.size() != size()) {
            throw new IllegalArgumentException(
                    "there are " + size() + " docs to replace and " + docs.size() + " to replace them by");
        }
        List<Slot<B>> replaced = new ArrayList<>(size());
        for (int i = 0; i < docs.size(); i++) {
            slots.get(i).get();
            replaced.add(slots.get(i).with(docs.get(i)));
        }
        return new DocArray<>(List.copyOf(replaced));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DocArray<?> that ? slots.equals(that.slots) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return hasErrors() ? slots.hashCode() : super.hashCode();
    }

    @Override
    public String toString() {
        return slots.toString();
    }
}
