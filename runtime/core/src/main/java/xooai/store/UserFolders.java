package xooai.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

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
        String home = name.startsWith("windows") ? userHome : home(environment, userHome);
        if (name.startsWith("windows")) {
            Path roaming = folder(environment, "APPDATA", Path.of(home, "AppData", "Roaming"));
            Path local = folder(environment, "LOCALAPPDATA", Path.of(home, "AppData", "Local"));
            return new UserFolders(roaming, local.resolve("data"), local.resolve("state"), local.resolve("cache"));
        }
        if (name.startsWith("mac")) {
            Path library = Path.of(home, "Library");
            Path support = library.resolve("Application Support").resolve(NAME);
            Path caches = library.resolve("Caches").resolve(NAME);
            return new UserFolders(support, support.resolve("data"), support.resolve("state"), caches);
        }
        return new UserFolders(
                folder(environment, "XDG_CONFIG_HOME", Path.of(home, ".config")),
                folder(environment, "XDG_DATA_HOME", Path.of(home, ".local", "share")),
                folder(environment, "XDG_STATE_HOME", Path.of(home, ".local", "state")),
                folder(environment, "XDG_CACHE_HOME", Path.of(home, ".cache")));
    }

    /// The home directory as programs of Linux and macOS have it. Java asks the list of users alone, so that one who
    /// is given another home, as in a container or a test, would find its files elsewhere.
    private static String home(Map<String, String> environment, String userHome) {
        String named = environment.getOrDefault("HOME", "");
        return named.startsWith("/") ? named : userHome;
    }

    /// All in that one folder, as `--home` asks for.
    public static UserFolders in(Path home) {
        return new UserFolders(home, home, home, home.resolve("cache"));
    }

    /// What a variable names; relative paths count for nothing, as the specification of XDG says.
    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String named = environment.getOrDefault(variable, "").strip();
        boolean absolute =
                !named.isEmpty() && (named.startsWith("/") || Path.of(named).isAbsolute());
        return (absolute ? Path.of(named) : otherwise).resolve(NAME);
    }

    /// Where content is kept that was fetched.
    public Path content() {
        return cache.resolve("content");
    }
}
