package xooai.designer.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import xooai.store.Folders;
import xooai.store.UserFolders;

/// A directory for settings, journals and the cache of one start that is to leave nothing behind.
record TemporaryHome(Path directory) {

    static TemporaryHome make() {
        try {
            return new TemporaryHome(Files.createTempDirectory("xooai-designer-"));
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to make a directory for temporary settings", e);
        }
    }

    /// Those arguments with this as the home.
    Arguments of(Arguments given) {
        return new Arguments(
                UserFolders.in(directory), given.flow(), given.sample(), given.train(), given.startupTimes());
    }

    /// Takes it away, with all that is in it.
    void remove() {
        try {
            Folders.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to take away the temporary settings in " + directory, e);
        }
    }
}
