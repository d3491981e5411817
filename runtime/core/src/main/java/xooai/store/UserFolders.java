package xooai.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Where a user's files are kept, each kind where the system wants it: the XDG base directories on Linux, and their
/// equals on macOS and Windows. None of them need exist.
///
/// @param config what a person chose; worth a backup
/// @param data what the program needs again and cannot make anew
/// @param state what it remembers of its work: journals, runs, errors
/// @param cache what may be deleted at any time
public record UserFolders(Path config, Path data, Path state, Path cache) {
    private static final String NAME = "xooai";

    /// Those of the user whose program this is.
    public static UserFolders standard(Map<String, String> environment) {
        return of(environment, System.getProperty("os.name", ""), System.getProperty("user.home", "."));
    }

    /// Those of a user of that system.
    ///
    /// @param userHome what Java takes for the home directory; but on Windows, the variable `HOME` comes before it
    public static UserFolders of(Map<String, String> environment, String system, String userHome) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            Path own = GivenPath.of(userHome).resolve("AppData");
            Path roaming = folder(environment, "APPDATA", own.resolve("Roaming"));
            Path local = folder(environment, "LOCALAPPDATA", own.resolve("Local"));
            return new UserFolders(roaming, local.resolve("data"), local.resolve("state"), local.resolve("cache"));
        }
        Path home = GivenPath.of(home(environment, userHome));
        if (name.startsWith("mac")) {
            Path library = home.resolve("Library");
            Path support = library.resolve("Application Support").resolve(NAME);
            Path caches = library.resolve("Caches").resolve(NAME);
            return new UserFolders(support, support.resolve("data"), support.resolve("state"), caches);
        }
        return new UserFolders(
                folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                folder(environment, "XDG_DATA_HOME", home.resolve(".local/share")),
                folder(environment, "XDG_STATE_HOME", home.resolve(".local/state")),
                folder(environment, "XDG_CACHE_HOME", home.resolve(".cache")));
    }

    /// The home directory as programs of Linux and macOS have it. Java asks the list of users alone, so that one who
    /// is given another home, as in a container or a test, would find its files elsewhere.
    private static String home(Map<String, String> environment, String userHome) {
        String named = environment.getOrDefault("HOME", "");
        if (named.startsWith("/")) {
            return named;
        }
        // Java says `?` of one whom the system does not know, as containers have them. Nothing is to be written
        // wherever
        // one happens to be, and nothing is to be found again.
        return userHome.startsWith("/") ? userHome : ForAWhile.HOME;
    }

    /// A home for as long as the program runs, for those who have none.
    private static final class ForAWhile {
        private static final String HOME = make();

        private static String make() {
            try {
                return Files.createTempDirectory(NAME + "-").toString();
            } catch (IOException e) {
                throw new XooaiException(
                        Code.FAILED_PRECONDITION,
                        "There is no home directory, and no folder for a while can be made: " + SafeFile.reason(e)
                                + ". Set HOME to a directory of yours",
                        e);
            }
        }
    }

    /// All in that one folder, as `--home` asks for.
    public static UserFolders in(Path home) {
        return new UserFolders(home, home, home, home.resolve("cache"));
    }

    /// What a variable names; relative paths count for nothing, as the specification of XDG says.
    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String named = environment.getOrDefault(variable, "").strip();
        boolean absolute = !named.isEmpty()
                && (named.startsWith("/") || GivenPath.of(named).isAbsolute());
        return (absolute ? GivenPath.of(named) : otherwise).resolve(NAME);
    }

    /// Where content is kept that was fetched.
    public Path content() {
        return cache.resolve("content");
    }
}
