package xooai.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import xooai.store.Folders;

/// Makes the packages of the system it runs on.
public final class Packages {
    private final Build build;
    private final List<Notices.Library> libraries;

    Packages(Build build) throws IOException {
        this.build = build;
        this.libraries = Notices.libraries(build.sbom());
    }

    /// Makes them; Maven says of what and where by system properties.
    public static void main(String[] arguments) throws IOException {
        Build build = Build.ofProperties();
        Folders.delete(build.output());
        Files.createDirectories(build.output());
        Packages packages = new Packages(build);
        List<Path> made = Platform.HERE.system() == Platform.Kind.LINUX ? packages.ofLinux() : packages.byJpackage();
        for (Path file : made) {
            Checksums.beside(file);
            System.out.printf("%s, %.1f MB%n", file, Files.size(file) / 1e6);
        }
    }

    private List<Path> ofLinux() throws IOException {
        List<String> jars = untrained();
        Path java = build.image().resolve("runtime/bin/java");
        new Training(build, build.image().resolve("app"), java).train(jars);
        return packed();
    }

    /// Puts the program together, but for its AOT caches.
    ///
    /// @return its class path
    List<String> untrained() throws IOException {
        Folders.delete(build.work());
        List<String> jars = AppJars.put(build.classPath(), build.image().resolve("app"));
        RuntimeImage.link(build.image().resolve("runtime"));
        Trees.strip(build.image().resolve("app"));
        legal(build, build.image().resolve("app"), build.image().resolve("legal"));
        Share.write(build, build.image().resolve("share"));
        // The jars are known to launchers and caches by time and size, so these are as they will be.
        Trees.level(build.image(), build.time());
        Launchers.write(build.image(), jars, build.version());
        Trees.level(build.image(), build.time());
        return jars;
    }

    /// Packs the program.
    List<Path> packed() throws IOException {
        Trees.level(build.image(), build.time());
        DebianPackage.tree(build);
        List<Path> made = new ArrayList<>();
        made.add(archive());
        if (Tool.isThere("dpkg-deb")) {
            made.add(DebianPackage.make(build, libraries));
        } else {
            System.out.println("no .deb: there is no dpkg-deb on the PATH (apt-get install dpkg, dnf install dpkg)");
        }
        made.addAll(RpmPackage.make(build));
        made.add(sbom(build.image().resolve("legal")));
        return made;
    }

    private List<Path> byJpackage() throws IOException {
        Folders.delete(build.work());
        Jpackage jpackage = new Jpackage(build);
        List<Path> made = new ArrayList<>(jpackage.make());
        made.add(sbom(jpackage.legal()));
        return made;
    }

    /// Writes what is to be said of licences: ours, those of others, and the bill of materials.
    ///
    /// @param app the jars as they are packaged
    static void legal(Build build, Path app, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(build.root().resolve("LICENSE"), folder.resolve("LICENSE"));
        BillOfMaterials.write(build, app, folder.resolve("bom.json"));
        List<Notices.Library> libraries = Notices.libraries(build.sbom());
        Notices.write(libraries, build.classPath(), build.packaging().resolve("licences"), folder);
    }

    /// The portable archive: unpacked anywhere, `bin/xooai-designer` starts.
    private Path archive() throws IOException {
        String name = build.fileName();
        Path archive = build.output().resolve(name + ".tar.gz");
        Tool.of(
                        "tar",
                        "--create",
                        "--use-compress-program=gzip -n6",
                        "--file=" + archive,
                        "--directory=" + build.work(),
                        "--sort=name",
                        "--mtime=@" + build.time().getEpochSecond(),
                        "--owner=0",
                        "--group=0",
                        "--numeric-owner",
                        "--format=gnu",
                        "--transform=flags=r;s|^xooai|" + name + "|",
                        "xooai")
                .run();
        return archive;
    }

    /// The bill of materials beside the packages, under the name of their platform: each has other libraries.
    private Path sbom(Path legal) throws IOException {
        return Files.copy(legal.resolve("bom.json"), build.output().resolve(build.fileName() + ".cdx.json"));
    }
}
