package xooai.installer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import xooai.store.Folders;

/// The package for Debian and what comes of it.
///
/// `dpkg-deb` makes it of a tree of our own, with no scripts at all: menus, icons and types of files are kept up to
/// date by triggers of those packages that own them, where they are installed, so that there is nothing to fail on a
/// machine without a desktop.
final class DebianPackage {
    private static final int BLOCK = 1024;

    /// Where a gzip file says how it was compressed, which Java leaves open, and what stands for the best.
    private static final int FLAGS = 8;

    private static final byte BEST = 2;

    private DebianPackage() {}

    /// The tree of files under `/` that packages of Linux install.
    static Path tree(Build build) throws IOException {
        Path root = build.work().resolve("root");
        Folders.delete(root);
        Path lib = root.resolve("usr/lib/xooai");
        for (String part : List.of("bin", "app", "runtime", "legal")) {
            Folders.copy(build.image().resolve(part), lib.resolve(part));
        }
        Folders.copy(build.image().resolve("share"), root.resolve("usr/share"));
        Path bin = Files.createDirectories(root.resolve("usr/bin"));
        for (Launchers.Command command : Launchers.Command.ALL) {
            Files.createSymbolicLink(bin.resolve(command.name()), Path.of("../lib/xooai/bin", command.name()));
        }
        for (Path page : Trees.all(root.resolve("usr/share/man"))) {
            if (Files.isRegularFile(page)) {
                Files.write(page.resolveSibling(page.getFileName() + ".gz"), gzip(Files.readAllBytes(page)));
                Files.delete(page);
            }
        }
        return root;
    }

    /// Makes the package.
    static Path make(Build build, List<Notices.Library> libraries) throws IOException {
        Path root = build.work().resolve("debian");
        Folders.delete(root);
        Folders.copy(build.work().resolve("root"), root);
        Path doc = Files.createDirectories(root.resolve("usr/share/doc/xooai"));
        Files.writeString(doc.resolve("copyright"), copyright(build, libraries));
        Files.write(doc.resolve("changelog.gz"), gzip(changelog(build).getBytes(StandardCharsets.UTF_8)));
        Path overrides = Files.createDirectories(root.resolve("usr/share/lintian/overrides"));
        Files.copy(build.packaging().resolve("lintian-overrides"), overrides.resolve("xooai"));
        long kilobytes = (Folders.size(root) + BLOCK - 1) / BLOCK;
        Path control = Files.createDirectories(root.resolve("DEBIAN"));
        Files.writeString(
                control.resolve("control"),
                Files.readString(build.packaging().resolve("control"))
                        .replace("@VERSION@", build.version())
                        .replace("@ARCHITECTURE@", Platform.HERE.debianName())
                        .replace("@SIZE@", Long.toString(kilobytes)));
        Files.writeString(control.resolve("md5sums"), Checksums.list("MD5", root, List.of("usr")));
        Trees.level(root, build.time());
        Path target = build.output().resolve("xooai_" + build.version() + "_" + Platform.HERE.debianName() + ".deb");
        Tool.of("dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", root.toString(), target.toString())
                .with(Map.of("SOURCE_DATE_EPOCH", Long.toString(build.time().getEpochSecond())))
                .run();
        return target;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new Best(out)) {
            zip.write(bytes);
        }
        byte[] zipped = out.toByteArray();
        zipped[FLAGS] = BEST;
        return zipped;
    }

    private static final class Best extends GZIPOutputStream {
        Best(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private static String changelog(Build build) {
        String day = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
                .format(build.time().atOffset(ZoneOffset.UTC));
        return """
            xooai (%s) unstable; urgency=medium

              * What is new: https://github.com/xoolab/xooai/blob/main/.github/CHANGELOG.md

             -- The xooai developers <xooai@xoolab.github.io>  %s
            """.formatted(build.version(), day);
    }

    private static String copyright(Build build, List<Notices.Library> libraries) throws IOException {
        StringBuilder comment = new StringBuilder();
        for (Notices.Library library : libraries) {
            comment.append("   ")
                    .append(library.name())
                    .append(": ")
                    .append(library.choice())
                    .append('\n');
        }
        return Files.readString(build.packaging().resolve("copyright")).replace("@LIBRARIES@\n", comment);
    }
}
