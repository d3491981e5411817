package xooai.designer.files;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Choices made beforehand, in order: what stands in for a person where no chooser can be shown.
public final class PlannedFileChoices implements FileChoices {
    private final Deque<Path> planned = new ArrayDeque<>();

    /// Plans the next choice.
    public void plan(Path file) {
        planned.add(file);
    }

    @Override
    public @Nullable Path open(String title, Kind kind) {
        return planned.poll();
    }

    @Override
    public @Nullable Path save(String title, Kind kind, String suggestedName) {
        return planned.poll();
    }
}
