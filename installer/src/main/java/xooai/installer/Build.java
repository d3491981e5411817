package xooai.installer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What is packaged, and from where to where.
///
/// @param root the project
/// @param work where the parts are put together; belongs to the build alone
/// @param output where the packages go
/// @param classPath the jars of the program, in their order
/// @param sbom the bill of materials of the class path, CycloneDX in JSON
/// @param version the version of the program
/// @param kwikVersion the version of kwik that ours is made of
/// @param time the time that every file gets, so that two builds give the same bytes
record Build(
        Path root,
        Path work,
        Path output,
        List<Path> classPath,
        Path sbom,
        String version,
        String kwikVersion,
        Instant time) {
    Build {
        classPath = List.copyOf(classPath);
    }

    /// The build that Maven describes by system properties. Its time is what `SOURCE_DATE_EPOCH` says, else that of the
    /// commit, else Maven's, where the source came without its history.
    static Build ofProperties() throws IOException {
        Path target = Path.of(property("installer.target")).toAbsolutePath();
        Path root = Path.of(property("installer.root")).toRealPath();
        return new Build(
                root,
                target.resolve("image"),
                target.resolve("packages"),
                classPath(target.resolve("classpath.txt")),
                target.resolve("bom.json"),
                property("installer.version"),
                property("installer.kwik"),
                time(root));
    }

    private static Instant time(Path root) throws IOException {
        String epoch = System.getenv("SOURCE_DATE_EPOCH");
        if (epoch != null && !epoch.isBlank()) {
            return Instant.ofEpochSecond(Long.parseLong(epoch.strip()));
        }
        if (Files.exists(root.resolve(".git")) && Tool.isThere("git")) {
            // A clone of another user's, as root has it in a workflow, is read all the same.
            String seconds = Tool.of(
                            "git", "-c", "safe.directory=*", "-C", root.toString(), "log", "-1", "--format=%ct")
                    .withAnyExit()
                    .run()
                    .strip();
            if (seconds.matches("[0-9]+")) {
                return Instant.ofEpochSecond(Long.parseLong(seconds));
            }
        }
        return Instant.parse(property("installer.time"));
    }

    private static List<Path> classPath(Path list) throws IOException {
        return Stream.of(Files.readString(list).strip().split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "-D" + name + "= is missing; packages are made by `mvn -Pinstaller verify`");
        }
        return value;
    }

    /// The program as it lies in a folder: `bin`, `app`, `runtime`, `share`, `legal`.
    Path image() {
        return work.resolve("xooai");
    }

    /// How files for this platform are named, but for their endings.
    String fileName() {
        return "xooai-" + version + "-" + Platform.HERE.fileName();
    }

    /// What is copied into packages as it is.
    Path packaging() {
        return root.resolve("installer/src/main/packaging");
    }
}
