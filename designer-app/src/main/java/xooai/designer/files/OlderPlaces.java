package xooai.designer.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import xooai.store.UserFolders;

/// Moves what versions before 0.1 kept beside the settings to where the system wants it.
public final class OlderPlaces {
    private static final System.Logger LOG = System.getLogger(OlderPlaces.class.getName());

    private OlderPlaces() {}

    /// Moves what is there and has no successor yet. What cannot be moved stays, and is told in the log: a start never
    /// fails by it.
    public static void move(UserFolders folders) {
        Map<Path, Path> moves = new LinkedHashMap<>();
        moves.put(folders.config().resolve("journals"), folders.state().resolve("journals"));
        moves.put(folders.config().resolve("runs"), folders.state().resolve("runs"));
        moves.put(folders.config().resolve("jars"), folders.data().resolve("jars"));
        moves.forEach((from, to) -> {
            if (!from.equals(to)
                    && Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)
                    && !Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                move(from, to);
            }
        });
    }

    private static void move(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} stays where it is: it cannot be moved to {1}: {2}", from, to, e);
        }
    }
}
