package xooai.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;

/// What others gave to the program and under which licence: made from the bill of materials and from the texts that
/// belong to the very jars that are packaged.
final class Notices {
    private static final String OURS = "io.github.xoolab";
    private static final int RULE = 78;

    private static final String START = """
        xooai is licensed under the Apache License, Version 2.0: see LICENSE beside this file.
        It comes with the works of others that are listed here, each under its own licence. A number in brackets is that of
        a text below; licences that many share are in the folder `licences` beside this file. Where a work may be had under
        one of several licences, the first text that is named is that of the one it is used under.

        The Java runtime in the folder `runtime` is OpenJDK, under GPL-2.0 with the Classpath Exception; the licences of its
        parts are in `runtime/legal`. Its source is published at https://github.com/openjdk, with a tag for each release.

        JavaFX is under GPL-2.0 with the Classpath Exception; parts of its native libraries are under LGPL-2.1. Its source,
        with that of those parts, is published at https://github.com/openjdk/jfx, with a tag for each release.

        kwik, agent15, Flupke and qpack are under LGPL-3.0. Each is a jar of its own in the folder `app`, used as it is but
        for kwik (`xooai-kwik`), some methods of which are mended. Their source is published at https://github.com/ptrd, and
        what changes kwik in drivers/kwik of the source of xooai, https://github.com/xoolab/xooai. You may replace each of
        them by a version of yours, under the same name.

        The source of what is under the EPL is published: that of ELK at https://github.com/eclipse-elk/elk, of EMF at
        https://github.com/eclipse-emf/org.eclipse.emf, of Xtext at https://github.com/eclipse-xtext/xtext, of the APIs of
        Jakarta EE at https://github.com/jakartaee.

        """;

    /// One library.
    ///
    /// @param name group, name and version
    /// @param licences their names, as its authors gave them, sorted; any one of them may be chosen
    record Library(String name, List<String> licences) {
        Library {
            licences = List.copyOf(licences);
        }

        /// Its licences in one line.
        String choice() {
            return String.join(", or ", licences);
        }

        String group() {
            return name.split(":", -1)[0];
        }

        String artifact() {
            return name.split(":", -1)[1];
        }

        /// Whether a jar is its own, by the name, which may end with that of a platform.
        boolean isIn(Path jar) {
            String start = artifact() + "-" + name.split(":", -1)[2];
            String file = jar.getFileName().toString();
            return file.equals(start + ".jar") || (file.startsWith(start + "-") && file.endsWith(".jar"));
        }
    }

    private Notices() {}

    /// The libraries in a bill of materials, sorted; ours are left out, but for one that is a changed work of others.
    ///
    /// @throws IllegalStateException when one has no licence: it must not be given on
    static List<Library> libraries(Path sbom) throws IOException {
        Map<String, Library> libraries = new TreeMap<>();
        for (Object component : list(read(sbom).get("components"))) {
            Map<?, ?> one = map(component);
            String name = one.get("group") + ":" + one.get("name") + ":" + one.get("version");
            Library library = new Library(name, licences(name, one));
            if (!library.group().equals(OURS) || !library.licences().equals(List.of("Apache-2.0"))) {
                libraries.put(name, library);
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

    private static List<String> licences(String name, Map<?, ?> component) {
        Set<String> names = new TreeSet<>();
        for (Object entry : list(component.get("licenses"))) {
            Map<?, ?> one = map(entry);
            Map<?, ?> licence = map(one.get("license"));
            Object told = one.get("expression");
            told = told == null ? licence.get("id") : told;
            told = told == null ? licence.get("name") : told;
            if (told != null) {
                names.addAll(List.of(told.toString().split(" OR ", -1)));
            }
        }
        if (names.isEmpty()) {
            throw new IllegalStateException(
                    name + " says nowhere under which licence it is; such a library is not packaged");
        }
        return List.copyOf(names);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /// Writes `THIRD-PARTY-NOTICES.txt`, which lists the libraries with each text once, and the folder `licences` with
    /// those that many share.
    ///
    /// @param jars the class path
    /// @param licences `packaging/licences`
    /// @param legal where they go
    /// @throws IllegalStateException when there is no text of the licence of a library
    static void write(List<Library> libraries, List<Path> jars, Path licences, Path legal) throws IOException {
        known(libraries, jars);
        LicenceTexts texts = new LicenceTexts(licences, jars);
        Map<String, String> shared = new LinkedHashMap<>();
        Path folder = Files.createDirectories(legal.resolve("licences"));
        for (Path file : texts.shared()) {
            Files.copy(file, folder.resolve(file.getFileName().toString()));
            shared.put(LicenceTexts.plain(Files.readString(file)), "licences/" + file.getFileName());
        }
        Map<String, List<String>> numbered = new LinkedHashMap<>();
        StringBuilder list = new StringBuilder();
        for (Library library : libraries) {
            Set<String> where = new LinkedHashSet<>();
            texts.shared(library).forEach(file -> where.add("licences/" + file));
            List<LicenceTexts.Text> own = texts.own(library);
            if (where.isEmpty() && own.stream().noneMatch(LicenceTexts.Text::isLicence)) {
                throw new IllegalStateException("there is no text of the licence of " + library.name() + " ("
                        + library.choice() + "), neither in its jar nor in packaging/licences, where it belongs into "
                        + library.group() + "/LICENSE.txt; such a library is not packaged");
            }
            for (LicenceTexts.Text text : own) {
                String file = shared.get(LicenceTexts.plain(text.text()));
                where.add(file == null ? number(numbered, text) : file);
            }
            list.append(library.name())
                    .append("\n    ")
                    .append(library.choice())
                    .append(": ")
                    .append(String.join(", ", where))
                    .append('\n');
        }
        Files.writeString(legal.resolve("THIRD-PARTY-NOTICES.txt"), START + list + body(numbered));
    }

    private static void known(List<Library> libraries, List<Path> jars) {
        for (Path jar : jars) {
            if (!jar.getFileName().toString().startsWith("xooai-")
                    && libraries.stream().noneMatch(library -> library.isIn(jar))) {
                throw new IllegalStateException(
                        jar.getFileName() + " is not in the bill of materials; such a jar is not packaged");
            }
        }
    }

    /// The number of a text, by which the list refers to it; one that is there already keeps its own.
    private static String number(Map<String, List<String>> numbered, LicenceTexts.Text text) {
        List<String> places = numbered.computeIfAbsent(text.text(), _ -> new ArrayList<>());
        if (!places.contains(text.place())) {
            places.add(text.place());
        }
        return "[" + (List.copyOf(numbered.keySet()).indexOf(text.text()) + 1) + "]";
    }

    private static String body(Map<String, List<String>> numbered) {
        StringBuilder body = new StringBuilder();
        int number = 0;
        for (Map.Entry<String, List<String>> text : numbered.entrySet()) {
            number++;
            body.append('\n').append("=".repeat(RULE)).append('\n');
            body.append("[").append(number).append("] ").append(String.join("\n    ", text.getValue()));
            body.append("\n\n").append(text.getKey()).append('\n');
        }
        return body.toString();
    }
}
