package xooai.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.store.Folders;

/// What the packages of Linux are, looked at from outside.
class PackagesIT {
    private static final long PACKAGE = 110_000_000;
    private static final long INSTALLED = 280_000_000;

    @Test
    void thePackageIsSmall() throws IOException {
        assertThat(Files.size(Made.ending(".deb"))).isLessThan(PACKAGE);
        long installed = Long.parseLong(field("Installed-Size")) * 1024;
        System.out.printf("package %,d bytes, installed %,d bytes%n", Files.size(Made.ending(".deb")), installed);
        assertThat(installed).isLessThan(INSTALLED);
    }

    private static String field(String name) throws IOException {
        return Tool.of("dpkg-deb", "--field", Made.ending(".deb").toString(), name)
                .run()
                .strip();
    }

    @Test
    void lintianFindsNoError() throws IOException {
        Made.needs("lintian", "lintian");
        String found = Tool.of(
                        "lintian",
                        "--allow-root",
                        "--fail-on",
                        "none",
                        Made.ending(".deb").toString())
                .run();
        assertThat(found.lines().filter(line -> line.startsWith("E: "))).isEmpty();
        assertThat(found.lines().filter(line -> line.startsWith("W: "))).isEmpty();
    }

    @Test
    void whatTheDesktopReadsIsValid() throws IOException {
        Made.needs("desktop-file-validate", "desktop-file-utils");
        Made.needs("appstreamcli", "appstream");
        Path share = Made.BUILD.image().resolve("share");
        assertThat(Tool.of(
                                "desktop-file-validate",
                                share.resolve("applications/" + Share.ID + ".desktop")
                                        .toString())
                        .run())
                .isBlank();
        assertThat(Tool.of(
                                "appstreamcli",
                                "validate",
                                "--no-net",
                                share.resolve("metainfo/" + Share.ID + ".metainfo.xml")
                                        .toString())
                        .run())
                .contains("successful");
    }

    @Test
    void nothingRunsWhenItIsInstalledOrRemoved() throws IOException {
        String control =
                Tool.of("dpkg-deb", "--info", Made.ending(".deb").toString()).run();
        assertThat(control).contains("control", "md5sums").doesNotContain("postinst", "prerm", "postrm", "preinst");
        assertThat(field("Depends")).contains("libgtk-3-0");
    }

    @Test
    void thePackageOfFedoraHasTheFilesOfDebiansAndRunsNothingEither() throws IOException {
        Made.needs("rpm", "rpm");
        String rpm = Made.ending(".rpm").toString();
        Path root = Made.BUILD.work().resolve("root");
        List<String> files = Trees.all(root).stream()
                .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                .map(file -> "/" + root.relativize(file))
                .toList();
        assertThat(asked(rpm, "--list").lines()).containsAll(files);
        assertThat(asked(rpm, "--scripts")).isBlank();
        assertThat(asked(rpm, "--licensefiles")).contains("/usr/lib/xooai/legal/licences/LGPL-3.0.txt");
        assertThat(asked(rpm, "--requires")).contains("libgtk-3.so.0()(64bit)");
        assertThat(Files.size(Path.of(rpm))).isLessThan(PACKAGE);
    }

    private static String asked(String rpm, String what) throws IOException {
        return Tool.of("rpm", "--query", "--package", "--nosignature", what, rpm)
                .run();
    }

    @Test
    void eachPackageHasAChecksumThatFits() throws IOException {
        Made.needs("sha256sum", "coreutils");
        try (Stream<Path> files = Files.list(Made.BUILD.output())) {
            List<Path> sums =
                    files.filter(file -> file.toString().endsWith(".sha256")).toList();
            assertThat(sums).hasSizeGreaterThanOrEqualTo(3);
            for (Path sum : sums) {
                assertThat(Tool.of(
                                        "sh",
                                        "-c",
                                        "cd \"$0\" && sha256sum --check \"$1\"",
                                        Made.BUILD.output().toString(),
                                        sum.toString())
                                .run())
                        .contains("OK");
            }
        }
    }

    @Test
    void everyJarIsInTheBillOfMaterialsWithItsLicence() throws IOException {
        Map<String, String> licences = Notices.libraries(Made.BUILD.sbom()).stream()
                .collect(Collectors.toMap(
                        library -> {
                            String[] parts = library.name().split(":", -1);
                            return parts[1] + "-" + parts[2];
                        },
                        Notices.Library::choice,
                        (one, other) -> one + ", " + other));
        for (Path jar : Made.BUILD.classPath()) {
            String name = jar.getFileName().toString().replace(".jar", "").replaceFirst("-linux(-aarch64)?$", "");
            if (!name.startsWith("xooai-")) {
                assertThat(licences).containsKey(name);
            }
        }
        assertThat(Files.readString(Made.ending(".cdx.json")))
                .contains("OpenJDK")
                .contains(Runtime.version().toString());
    }

    /// The sums are those of the files in the package, whether they are as published or packed anew.
    @Test
    void everyFileOfTheProgramIsInTheBillOfMaterialsWithItsSum() throws IOException {
        Set<String> sums = new TreeSet<>();
        collect(Codec.JSON.readValue(Files.readAllBytes(Made.ending(".cdx.json")), Limits.DEFAULT), sums);
        for (Path file : Trees.all(Made.BUILD.image().resolve("app"))) {
            if (Files.isRegularFile(file) && !file.toString().endsWith(".aot")) {
                assertThat(sums.remove(Checksums.of("SHA-256", file)))
                        .as(file.toString())
                        .isTrue();
            }
        }
        assertThat(sums).as("what is in the bill and not in the package").isEmpty();
    }

    /// The sums of what a bill, or a component of it, is made of.
    private static void collect(@Nullable Object whole, Set<String> sums) {
        for (Object part : list(whole, "components")) {
            for (Object hash : list(part, "hashes")) {
                if (hash instanceof Map<?, ?> one && "SHA-256".equals(one.get("alg"))) {
                    sums.add(String.valueOf(one.get("content")));
                }
            }
            collect(part, sums);
        }
    }

    private static List<?> list(@Nullable Object whole, String name) {
        return whole instanceof Map<?, ?> map && map.get(name) instanceof List<?> list ? list : List.of();
    }

    @Test
    void everyLibraryHasATextInTheNotices() throws IOException {
        Path legal = Made.BUILD.image().resolve("legal");
        String notices = Files.readString(legal.resolve("THIRD-PARTY-NOTICES.txt"));
        for (Notices.Library library : Notices.libraries(Made.BUILD.sbom())) {
            Matcher where = Pattern.compile(
                            Pattern.quote(library.name() + "\n    " + library.choice() + ": ") + "(.+)\n")
                    .matcher(notices);
            assertThat(where.find()).as(library.name()).isTrue();
            for (String one : where.group(1).split(", ", -1)) {
                if (one.startsWith("[")) {
                    assertThat(notices.contains("=\n" + one + " ")).as(one).isTrue();
                } else {
                    assertThat(legal.resolve(one)).isNotEmptyFile();
                }
            }
        }
        for (String part : List.of("tech.kwik:agent15", "io.github.xoolab:xooai-kwik", "ThirdPartyNotices")) {
            assertThat(notices.contains(part)).as(part).isTrue();
        }
    }

    @Test
    void thePackageHasTheTextsOfTheLgplAndTheGpl() throws IOException {
        String list = Tool.of("dpkg-deb", "--contents", Made.ending(".deb").toString())
                .run();
        for (String name : List.of("LGPL-3.0", "GPL-3.0", "LGPL-2.1", "GPL-2.0-with-classpath-exception")) {
            assertThat(list).contains("./usr/lib/xooai/legal/licences/" + name + ".txt");
        }
    }

    @Test
    void theNoticeOfJavaFxIsOfTheVersionThatIsPackaged() throws IOException {
        String notice = Files.readString(Made.BUILD.packaging().resolve("licences/org.openjfx/NOTICE.txt"));
        Path app = Made.BUILD.image().resolve("app");
        assertHolds(app.resolve("libgstreamer-lite.so"), notice, "GStreamer ([0-9.]+[0-9])");
        assertHolds(app.resolve("libjavafx_iio.so"), notice, "JPEG ([0-9]+)");
    }

    /// Checks that a native library holds the version that a notice names.
    private static void assertHolds(Path library, String notice, String pattern) throws IOException {
        Matcher version = Pattern.compile(pattern).matcher(notice);
        assertThat(version.find()).as(pattern).isTrue();
        String bytes = Files.readString(library, StandardCharsets.ISO_8859_1);
        assertThat(Pattern.compile("\0" + Pattern.quote(version.group(1)) + "[ \0]")
                        .matcher(bytes)
                        .find())
                .as(library.getFileName() + " is of " + version.group())
                .isTrue();
    }

    /// But for the AOT caches: what Java measures while it is trained differs from run to run.
    @Test
    void aSecondBuildGivesTheSameBytes() throws IOException {
        Path work = Made.BUILD.work().resolveSibling("second");
        Build second = new Build(
                Made.BUILD.root(),
                work,
                work.resolve("packages"),
                Made.BUILD.classPath(),
                Made.BUILD.sbom(),
                Made.BUILD.version(),
                Made.BUILD.kwikVersion(),
                Made.BUILD.time());
        Folders.delete(work);
        new Packages(second).untrained();
        Files.createDirectories(second.output());
        assertThat(sums(second.image())).isEqualTo(sums(Made.BUILD.image()));
        // With the caches of the first, the packages are the same too.
        for (Launchers.Command command : Launchers.Command.ALL) {
            Files.copy(
                    Made.BUILD.image().resolve("app").resolve(command.cache()),
                    second.image().resolve("app").resolve(command.cache()));
        }
        for (Path made : new Packages(second).packed()) {
            assertThat(Files.mismatch(made, Made.BUILD.output().resolve(made.getFileName())))
                    .as(made.getFileName() + " of two builds")
                    .isEqualTo(-1);
        }
        Folders.delete(work);
    }

    private static Map<String, String> sums(Path image) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        Checksums.list("SHA-256", image, List.of("."))
                .lines()
                .filter(line -> !line.endsWith(".aot"))
                .forEach(
                        line -> sums.put(line.substring(line.indexOf("  ") + 2), line.substring(0, line.indexOf(' '))));
        return sums;
    }
}
