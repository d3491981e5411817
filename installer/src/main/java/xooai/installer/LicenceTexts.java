package xooai.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The texts of licences: those in the jars of libraries, and those in the folder `packaging/licences`.
///
/// A file of that folder is a licence that reads the same for everybody, named by its SPDX id. A folder of it, named by
/// a group of libraries or by one library, has what their authors publish beside their jars: texts with lines of
/// copyright of their own, and notices.
final class LicenceTexts {
    private static final String LICENCE = "LICEN[CS]E|COPYING";
    private static final Pattern IS_LICENCE = pattern(LICENCE);
    private static final Pattern IS_TEXT = pattern(LICENCE + "|NOTICE|THIRD-?PARTY-?NOTICES");
    private static final int MOST_BYTES = 8 << 20;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Path folder;
    private final List<Path> jars;

    /// One text.
    ///
    /// @param place where it was found
    /// @param isLicence whether it is a licence, by its name, rather than a notice
    record Text(String place, boolean isLicence, String text) {}

    /// Those of the libraries in these jars.
    ///
    /// @param folder `packaging/licences`
    LicenceTexts(Path folder, List<Path> jars) {
        this.folder = folder;
        this.jars = jars.stream()
                .sorted(Comparator.comparing(jar -> jar.getFileName().toString()))
                .toList();
    }

    /// What a library brings itself: the texts in its jars, and those that its authors publish beside them.
    List<Text> own(Notices.Library library) throws IOException {
        List<Text> texts = new ArrayList<>();
        for (Path jar : jars) {
            if (library.isIn(jar)) {
                texts.addAll(inJar(jar));
            }
        }
        for (String name : List.of(library.group(), library.artifact())) {
            Path beside = folder.resolve(name);
            if (Files.isDirectory(beside)) {
                for (Path file : files(beside)) {
                    String place = "of " + name + ", " + file.getFileName();
                    texts.add(text(place, file.getFileName().toString(), Files.readAllBytes(file)));
                }
            }
        }
        return texts;
    }

    private static List<Text> inJar(Path jar) throws IOException {
        List<Text> texts = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> IS_TEXT.matcher(entry.getName()).matches() && entry.getSize() <= MOST_BYTES)
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    String place = "in " + jar.getFileName() + "!/" + entry.getName();
                    texts.add(text(place, entry.getName(), in.readAllBytes()));
                }
            }
        }
        return texts;
    }

    private static Pattern pattern(String word) {
        return Pattern.compile("(.*/)?[^/]*(" + word + ")([^/.]*|[^/]*\\.(txt|md))", Pattern.CASE_INSENSITIVE);
    }

    private static Text text(String place, String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
        return new Text(place, IS_LICENCE.matcher(name).matches(), text.strip());
    }

    /// The names of the files with the licence that a library is used under, among those that read the same for
    /// everybody; none where its licences are no such ones.
    List<String> shared(Notices.Library library) {
        // Of alternatives one is enough; Apache's is also that of the program.
        List<String> alternatives = library.licences().stream()
                .sorted(Comparator.comparing(licence -> !licence.startsWith("Apache-")))
                .toList();
        for (String licence : alternatives) {
            String file = licence.replaceFirst("-(only|or-later)$", "") + ".txt";
            if (Files.isRegularFile(folder.resolve(file))) {
                // The LGPL is written as additions to the GPL, and asks for both.
                return file.equals("LGPL-3.0.txt") ? List.of(file, "GPL-3.0.txt") : List.of(file);
            }
        }
        return List.of();
    }

    /// The files of licences that read the same for everybody, sorted.
    List<Path> shared() throws IOException {
        return files(folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// A text as it is compared: authors break and indent the lines of a licence as they like.
    static String plain(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }
}
