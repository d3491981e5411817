package xooai.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;

/// What the program shares with the system it is installed on: entries of menus, icons, the type of flow files, manual
/// pages, samples.
final class Share {
    /// How the desktop knows the program.
    static final String ID = "io.github.xoolab.xooai";

    /// The icon of flow files: their type, as icons are named by types.
    static final String TYPE_ICON = "application-vnd.xooai.flow+json";

    private Share() {}

    /// Writes it all.
    static void write(Build build, Path share) throws IOException {
        Path icons = share.resolve("icons/hicolor");
        Icons.theme(build.packaging().resolve("xooai.svg"), icons, "apps", ID);
        Icons.theme(build.packaging().resolve("flow-file.svg"), icons, "mimetypes", TYPE_ICON);
        copy(build, ID + ".desktop", share.resolve("applications"));
        copy(build, ID + ".metainfo.xml", share.resolve("metainfo"));
        Path types = Files.createDirectories(share.resolve("mime/packages"));
        Files.copy(build.packaging().resolve("xooai.mime.xml"), types.resolve("xooai.xml"));
        ManPages.write(build, share.resolve("man/man1"));
        samples(build, share.resolve("xooai/samples"));
    }

    private static void copy(Build build, String name, Path folder) throws IOException {
        Files.createDirectories(folder);
        String day = build.time().atZone(ZoneOffset.UTC).toLocalDate().toString();
        Files.writeString(
                folder.resolve(name),
                Files.readString(build.packaging().resolve(name))
                        .replace("@VERSION@", build.version())
                        .replace("@DATE@", day));
    }

    /// Flows to open and to serve; their executors are on the program's class path.
    private static void samples(Build build, Path target) throws IOException {
        for (String sample : List.of("diamond", "digits", "text-and-image")) {
            Path from = build.root().resolve("sample-flows").resolve(sample);
            for (Path file : Trees.all(from)) {
                Path within = from.relativize(file);
                if (Files.isRegularFile(file) && isShown(within)) {
                    Path to = target.resolve(sample).resolve(within.toString());
                    Files.createDirectories(Trees.parent(to));
                    Files.copy(file, to);
                }
            }
        }
    }

    private static boolean isShown(Path file) {
        String first = file.getName(0).toString();
        String name = file.getFileName().toString();
        return !List.of("src", "target").contains(first)
                && !name.equals("pom.xml")
                && !name.endsWith(".py")
                && !name.endsWith(".md");
    }
}
