package xooai.installer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What starts the program on Linux: a script for each of its two commands.
///
/// The launchers that `jpackage` makes ask `rpm` and `dpkg` at every start whose file they are, which doubles the time
/// to the first line of `xooai --version`, and set `LD_LIBRARY_PATH` for whatever an executor starts.
final class Launchers {
    /// Flags of every Java that runs the program; those of the build, in the root's pom and the
    /// designer's.
    static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dmsgpack.universal-buffer=true",
            "-XX:+ExitOnOutOfMemoryError",
            // JavaFX's pictures of shadows would fill the heap; why is said in the designer's pom.
            "-XX:SoftRefLRUPolicyMSPerMB=0",
            // What Java itself has to say does not go between what a command gives.
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            // A cache of other jars or of another Java is done without, which is nothing to tell a person of.
            "-Xlog:aot*=off:stderr",
            "-Xlog:cds*=off:stderr");

    /// What a shell does to have a sum of the names, sizes and times of the jars in `$a`.
    private static final String JARS =
            "jars=$(cd -- \"$a\" && LC_ALL=C && export LC_ALL && stat -c '%n %s %Y' *.jar 2>/dev/null | cksum)";

    /// Those with the version, which details of errors name.
    static List<String> flags(String version) {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("-Dxooai.version=" + version);
        return flags;
    }

    /// One command of the program.
    ///
    /// @param name its name on the PATH
    /// @param main its first class
    record Command(String name, String main) {
        static final Command LINE = new Command("xooai", "xooai.cli.Xooai");
        static final Command DESIGNER = new Command("xooai-designer", "xooai.designer.app.Launcher");
        static final List<Command> ALL = List.of(LINE, DESIGNER);

        /// What its script does to find where its state is. The designer makes that folder as it starts.
        String state() {
            return this.equals(DESIGNER)
                    ? "before=; for each; do [ \"$before\" = --home ] && state=$each; before=$each; done"
                    : "[ -d \"$state\" ] || state=${TMPDIR:-/tmp}";
        }

        /// The file of its AOT cache, beside the jars.
        String cache() {
            return name + ".aot";
        }
    }

    private Launchers() {}

    /// Writes them.
    ///
    /// @param image the program, whose jars have their sizes and times by now
    static void write(Path image, List<String> jars, String version) throws IOException {
        Path bin = Files.createDirectories(image.resolve("bin"));
        String sum = Tool.of(
                        "sh",
                        "-c",
                        "a=$0; " + JARS + "; echo \"$jars\"",
                        image.resolve("app").toString())
                .run()
                .strip();
        for (Command command : Command.ALL) {
            Path script = bin.resolve(command.name());
            Files.writeString(script, script(command, jars, version, sum));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /// What follows `java` to start it from the jars in that folder, but for its cache.
    static List<String> arguments(Command command, Path app, List<String> jars) {
        List<String> arguments = new ArrayList<>(FLAGS);
        arguments.add("-cp");
        arguments.add(
                jars.stream().map(jar -> app.resolve(jar).toString()).collect(Collectors.joining(File.pathSeparator)));
        arguments.add(command.main());
        return arguments;
    }

    private static String script(Command command, List<String> jars, String version, String sum) {
        String classPath = jars.stream().map(jar -> "$a/" + jar).collect(Collectors.joining(":"));
        return """
            #!/bin/sh
            # Starts %1$s on the Java that came with it. JAVA_TOOL_OPTIONS adds flags.
            # Java knows names of files by the locale: one of ASCII alone, or one that is not installed, knows no others.
            case $(locale charmap 2>/dev/null) in ANSI_X3.4-1968 | '') export LC_ALL=C.UTF-8 ;; esac
            self=$(readlink -f -- "$0") || exit 1
            home=${self%%/bin/*}
            case $home in *:*)
              echo "%1$s: Java starts from no folder with a colon in its path; move $home elsewhere" >&2
              exit 1 ;;
            esac
            a=$home/app
            # Java before 25.0.4 does not look whether these are the jars that its cache was made of (JDK-8377932), and
            # would run the classes of before in the place of those of a jar that somebody replaced.
            %7$s
            cache=
            [ "$jars" = "%8$s" ] && [ -r "$a/%2$s" ] && cache=-XX:AOTCache=$a/%2$s
            # Where Java writes to when native code crashes.
            case ${XDG_STATE_HOME-} in /*) state=$XDG_STATE_HOME/xooai ;; *) state=$HOME/.local/state/xooai ;; esac
            %3$s
            exec "$home/runtime/bin/java" ${cache:+"$cache"} "-XX:ErrorFile=$state/crash-%%p.log" \\
              %4$s \\
              -cp "%5$s" \\
              %6$s "$@"
            """.formatted(
                        command.name(),
                        command.cache(),
                        command.state(),
                        flags(version).stream()
                                // A shell looks for files by a star.
                                .map(flag -> flag.contains("*") ? "'" + flag + "'" : flag)
                                .collect(Collectors.joining(" ")),
                        classPath,
                        command.main(),
                        JARS,
                        sum);
    }
}
