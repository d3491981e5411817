package xooai.designer.safety;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Design;
import xooai.designer.design.History;

/// Edits that no file holds, of a window that ended without asking.
public final class LeftBehind {
    private final Path journal;
    private final Replay replay;

    LeftBehind(Path journal, Replay replay) {
        this.journal = journal;
        this.replay = replay;
    }

    /// Whether another one of the same file has all of it: whoever is killed between two journals leaves both.
    boolean isWithin(LeftBehind other) {
        return !other.journal.equals(journal)
                && file() != null
                && Objects.equals(file(), other.file())
                && other.history().steps().stream()
                        .anyMatch(step -> step.design().equals(history().current()));
    }

    Path journal() {
        return journal;
    }

    /// The flow with all its steps.
    public History history() {
        return replay.kept().history();
    }

    /// The flow as its file had it.
    public Design saved() {
        return history().savedDesign();
    }

    /// Its file, or null.
    public @Nullable Path file() {
        return replay.kept().file();
    }

    /// The signature of its file's bytes when it was saved last, or null.
    public @Nullable String signature() {
        return replay.kept().signature();
    }

    /// What the flow is called.
    public String name() {
        return replay.name();
    }

    /// When it was edited last.
    public Instant last() {
        return replay.last();
    }

    /// How many edits it holds.
    public int edits() {
        return replay.edits();
    }

    /// Whether the last line of its journal was cut, so that an edit at its end is lost.
    public boolean isCut() {
        return replay.damaged();
    }
}
