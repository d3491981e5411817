package xooai.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;

/// What others gave to the program and under which licence: made from the bill of materials and from the texts in
/// the very jars that are packaged.
final class Notices {
    private static final Pattern TEXT = Pattern.compile(
            "(META-INF/|META-INF/licenses?/.*)?(LICEN[CS]E|NOTICE|COPYING|THIRD-?PARTY-?NOTICES)[^/]*",
            Pattern.CASE_INSENSITIVE);
    private static final int MOST_BYTES = 8 << 20;
    private static final int RULE = 78;

    /// One library.
    ///
    /// @param name group, name and version
    /// @param licences their names, as its authors gave them
    record Library(String name, String licences) {}

    private Notices() {}

    /// The libraries in a bill of materials, sorted; ours are left out.
    ///
    /// @throws IllegalStateException when one has no licence: it must not be given on
    static List<Library> libraries(Path sbom) throws IOException {
        Map<String, Library> libraries = new TreeMap<>();
        for (Object component : list(read(sbom).get("components"))) {
            Map<?, ?> one = map(component);
            String name = one.get("group") + ":" + one.get("name") + ":" + one.get("version");
            if (!name.startsWith("io.github.xoolab:")) {
                libraries.put(name, new Library(name, licences(name, one)));
            }
        }
        if (libraries.isEmpty()) {
            throw new IllegalStateException(sbom + " lists no library");
        }
        return List.copyOf(libraries.values());
    }

    private static Map<?, ?> read(Path sbom) throws IOException {
        Limits limits = Limits.DEFAULT;
        return map(Codec.JSON.readValue(Files.readAllBytes(sbom), limits));
    }

    private static String licences(String name, Map<?, ?> component) {
        Set<String> names = new TreeSet<>();
        for (Object entry : list(component.get("licenses"))) {
            Map<?, ?> one = map(entry);
            Map<?, ?> licence = map(one.get("license"));
            Object told = one.get("expression");
            told = told == null ? licence.get("id") : told;
            told = told == null ? licence.get("name") : told;
            if (told != null) {
                names.add(told.toString());
            }
        }
        if (names.isEmpty()) {
            throw new IllegalStateException(
                    name + " says nowhere under which licence it is; such a library is not packaged");
        }
        return String.join(", or ", names);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /// Writes the notices: the list, and each text once with the jars that hold it.
    static void write(List<Library> libraries, List<Path> jars, Path target) throws IOException {
        StringBuilder out = new StringBuilder();
        out.append("""
            xooai is licensed under the Apache License, Version 2.0: see LICENSE beside this file.
            It comes with the works of others that are listed here, each under its own licence.

            The Java runtime in the folder `runtime` is OpenJDK, under GPL-2.0 with the Classpath Exception; the
            licences of its parts are in `runtime/legal`.

            kwik, agent15, Flupke and qpack are under LGPL-3.0. Each is a jar of its own in the folder `app`, used
            as it is but for kwik, of which one method is mended; its changed source is in drivers/kwik of the
            source of xooai. You may replace each of them by a version of yours, under the same name.

            """);
        for (Library library : libraries) {
            out.append(library.name())
                    .append("\n    ")
                    .append(library.licences())
                    .append('\n');
        }
        texts(jars).forEach((text, holders) -> {
            out.append('\n').append("=".repeat(RULE)).append('\n');
            out.append("In ").append(String.join(", ", holders)).append("\n\n");
            out.append(text.strip()).append('\n');
        });
        Files.createDirectories(Trees.parent(target));
        Files.writeString(target, out);
    }

    private static Map<String, List<String>> texts(List<Path> jars) throws IOException {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (Path jar : jars.stream().sorted().toList()) {
            if (jar.getFileName().toString().startsWith("xooai-")) {
                continue;
            }
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : zip.stream().toList()) {
                    if (!entry.isDirectory()
                            && !entry.getName().endsWith(".class")
                            && entry.getSize() <= MOST_BYTES
                            && TEXT.matcher(entry.getName()).matches()) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
                            texts.computeIfAbsent(text, _ -> new ArrayList<>())
                                    .add(jar.getFileName() + "!/" + entry.getName());
                        }
                    }
                }
            }
        }
        return texts;
    }
}
