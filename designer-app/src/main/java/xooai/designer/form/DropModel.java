package xooai.designer.form;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;

/// A place of a form, or a whole form, onto which a file can be dropped: what it says while one is held over it, and
/// what becomes of one that is dropped. Confined to the FX thread.
final class DropModel {
    private final FormModel form;
    private final Supplier<List<ContentPlace>> places;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Idle());

    /// What is said.
    sealed interface State {
        /// Nothing.
        record Idle() implements State {}

        /// Files are held over it, and may be dropped.
        record Inviting(String text) implements State {}

        /// Files are held over it, and would be refused.
        record Warning(String why) implements State {}

        /// Files were dropped, and nothing changed.
        record Refused(String why) implements State {}
    }

    private DropModel(FormModel form, Supplier<List<ContentPlace>> places) {
        this.form = form;
        this.places = places;
    }

    /// One place.
    static DropModel at(FormModel form, ContentPlace place) {
        return new DropModel(form, () -> List.of(place));
    }

    /// A place of any doc, while what is there is a media doc or nothing.
    static DropModel ofAny(FormModel form, ContentPlace place) {
        return new DropModel(
                form, () -> ContentKind.ofAny(form.get(place.path())) == null ? List.of() : List.of(place));
    }

    /// The whole form, which stands for the one place in it that takes a file.
    static DropModel whole(FormModel form) {
        DropModel model = new DropModel(form, form::contentPlaces);
        form.listen(_ -> model.state.set(new State.Idle()));
        return model;
    }

    /// What is said.
    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Whether anything here takes a file, so that holding one over it means something.
    boolean takesFiles() {
        return !places.get().isEmpty();
    }

    /// Files are held over it.
    void hover(List<Path> files) {
        ContentPlace place = place();
        State now = place == null
                ? new State.Warning(whichOne())
                : switch (Offer.byNames(files, place.kind())) {
                    case Offer.Taken _ ->
                        new State.Inviting("Drop " + place.kind().words() + " here");
                    case Offer.Refused refused -> new State.Warning(refused.why());
                };
        state.set(now);
    }

    /// They are no longer.
    void leave() {
        if (!(state.get() instanceof State.Refused)) {
            state.set(new State.Idle());
        }
    }

    /// Files are dropped: they are looked at off the FX thread, then taken or refused.
    void drop(List<Path> files) {
        ContentPlace place = place();
        if (place == null) {
            state.set(new State.Refused(whichOne()));
            return;
        }
        List<Path> dropped = List.copyOf(files);
        state.set(new State.Idle());
        Work.start("look at what is dropped", _ -> Offer.of(dropped, place.kind()), outcome -> {
            switch (outcome) {
                case Outcome.Done<Offer> done -> take(place, done.value());
                case Outcome.Failed<Offer> failed ->
                    state.set(new State.Refused(failed.error().message()));
                case Outcome.Cancelled<Offer> _ -> {}
            }
        });
    }

    private void take(ContentPlace place, Offer offer) {
        switch (offer) {
            case Offer.Taken taken -> form.put(place.path(), taken.value());
            case Offer.Refused refused -> state.set(new State.Refused(refused.why()));
        }
    }

    private @Nullable ContentPlace place() {
        List<ContentPlace> all = places.get();
        return all.size() == 1 ? Objects.requireNonNull(all.getFirst()) : null;
    }

    private String whichOne() {
        int count = places.get().size();
        return count == 0 ? "Nothing here takes a file" : "There are " + count + " fields for files: drop it on one";
    }
}
