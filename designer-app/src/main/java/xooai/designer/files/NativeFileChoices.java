package xooai.designer.files;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The choosers of the system.
public final class NativeFileChoices implements FileChoices {
    private final Window owner;
    private @Nullable Path lastDirectory;

    /// Choosers over that window.
    public NativeFileChoices(Window owner) {
        this.owner = owner;
    }

    @Override
    public @Nullable Path open(String title, Kind kind) {
        return remembered(chooser(title, kind).showOpenDialog(owner));
    }

    @Override
    public @Nullable Path save(String title, Kind kind, String suggestedName) {
        FileChooser chooser = chooser(title, kind);
        chooser.setInitialFileName(suggestedName);
        return remembered(chooser.showSaveDialog(owner));
    }

    private FileChooser chooser(String title, Kind kind) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind.title(), kind.patterns()));
        if (!kind.equals(Kind.ANY)) {
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(Kind.ANY.title(), Kind.ANY.patterns()));
        }
        if (lastDirectory != null && Files.isDirectory(lastDirectory)) {
            chooser.setInitialDirectory(lastDirectory.toFile());
        }
        return chooser;
    }

    private @Nullable Path remembered(@Nullable File chosen) {
        if (chosen == null) {
            return null;
        }
        lastDirectory = chosen.toPath().toAbsolutePath().getParent();
        return chosen.toPath();
    }
}
