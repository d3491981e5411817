package xooai.designer.stores;

import java.time.Duration;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Sizes;
import xooai.designer.shared.Work;

/// How much the cache holds, counted off the FX thread, and how it is cleared. Confined to the FX thread.
public final class CacheModel {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final OpenStores open;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Busy("Counting…"));
    private @Nullable Work<?> work;

    /// What is known of the cache.
    sealed interface State {
        /// It is being counted or cleared.
        record Busy(String words) implements State {}

        /// It holds so much of so much.
        ///
        /// @param said what was done before; empty for nothing
        record Holds(long bytes, long most, String said) implements State {}

        /// It cannot be used, for that reason.
        record Unusable(String why) implements State {}
    }

    /// The cache of those.
    public CacheModel(OpenStores open) {
        this.open = open;
    }

    /// Where it is.
    String directory() {
        return open.cacheDirectory().toString();
    }

    /// What is known of it.
    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Counts what it holds.
    void count() {
        start("Counting…", () -> "");
    }

    /// Deletes all that it holds, and says how much that was.
    void clear() {
        start("Clearing…", () -> "Freed " + Sizes.text(open.cache().clear()) + ".");
    }

    private interface Before {
        String doneFirst();
    }

    private void start(String words, Before before) {
        stop();
        state.set(new State.Busy(words));
        work = Work.start(
                words,
                PATIENCE,
                _ -> {
                    String said = before.doneFirst();
                    return new State.Holds(open.cache().size(), open.cache().mostBytes(), said);
                },
                this::ended);
    }

    private void ended(Outcome<State.Holds> outcome) {
        switch (outcome) {
            case Outcome.Done<State.Holds> done -> state.set(done.value());
            case Outcome.Failed<State.Holds> failed ->
                state.set(new State.Unusable(failed.error().message()));
            case Outcome.Cancelled<State.Holds> _ -> {}
        }
    }

    /// Stops counting.
    public void stop() {
        if (work != null) {
            work.cancel();
        }
    }
}
