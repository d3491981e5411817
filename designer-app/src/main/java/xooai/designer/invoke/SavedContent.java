package xooai.designer.invoke;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import xooai.designer.shared.ContentFacts;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.Content;
import xooai.store.SafeFile;

/// Content as a file of a person's own, there whole or not at all.
public final class SavedContent {
    private static final Duration PATIENCE = Duration.ofHours(12);

    private SavedContent() {}

    /// Writes content into that file off the FX thread, in pieces; it can be stopped, and then what was there before
    /// is untouched.
    ///
    /// @param then is told, on the FX thread, how it ended
    public static Work<Path> save(Content content, Path file, Consumer<Outcome<Path>> then) {
        return Work.start("save " + file.getFileName(), PATIENCE, progress -> write(content, file, progress), then);
    }

    static Path write(Content content, Path file, Work.Progress progress) throws IOException {
        long size = ContentFacts.of(content).size();
        SafeFile.write(file, out -> {
            try (InputStream in = content.open()) {
                Playable.copy(in, out, size, progress);
            }
        });
        return file;
    }
}
