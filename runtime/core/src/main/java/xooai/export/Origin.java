package xooai.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/// One place of the class path that classes come from: a jar or a directory.
///
/// Entries have the names that a class loader knows them by: those for other Java versions are resolved,
/// and what only describes or signs the jar is left out.
abstract sealed class Origin implements AutoCloseable {
    private final String label;

    /// The real entry or file behind each name.
    private final Map<String, String> entries;

    private Origin(String label, Map<String, String> entries) {
        this.label = label;
        this.entries = entries;
    }

    /// The origin at that place.
    static Origin at(Path place) throws IOException {
        return Files.isDirectory(place) ? Directory.of(place) : Jar.of(place);
    }

    /// The jar that can be read there, held in memory.
    static Origin of(String label, InputStream jar) throws IOException {
        return Held.of(label, jar);
    }

    /// The jar's or directory's name, for a person and for names of licences.
    final String label() {
        return label;
    }

    /// The names of all entries.
    final Set<String> entries() {
        return entries.keySet();
    }

    /// Whether it has that entry.
    final boolean has(String entry) {
        return entries.containsKey(entry);
    }

    /// Whether its classes are executors, each taken on its own, and no library, taken as a whole.
    final boolean hasExecutorIndex() {
        return has(Layout.EXECUTORS);
    }

    /// Whether it holds the runtime beside other things, as the command line's jar does.
    final boolean holdsRuntime() {
        return has("xooai/executor/Executor.class");
    }

    final InputStream open(String entry) throws IOException {
        String real = entries.get(entry);
        if (real == null) {
            throw new IOException(label + " has no " + entry);
        }
        return openReal(real);
    }

    final byte[] read(String entry) throws IOException {
        try (InputStream in = open(entry)) {
            return in.readAllBytes();
        }
    }

    abstract InputStream openReal(String entry) throws IOException;

    @Override
    public abstract void close() throws IOException;

    private static final class Jar extends Origin {
        private final ZipFile zip;

        private Jar(String label, Map<String, String> entries, ZipFile zip) {
            super(label, entries);
            this.zip = zip;
        }

        static Jar of(Path file) throws IOException {
            ZipFile zip = new ZipFile(file.toFile());
            Map<String, String> names = new HashMap<>();
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .forEach(entry -> names.put(entry.getName(), entry.getName()));
            return new Jar(file.getFileName().toString(), Versions.resolve(names), zip);
        }

        @Override
        InputStream openReal(String entry) throws IOException {
            ZipEntry found = zip.getEntry(entry);
            if (found == null) {
                throw new IOException(label() + " has lost " + entry);
            }
            return zip.getInputStream(found);
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    private static final class Directory extends Origin {
        private final Path root;

        private Directory(Path root, Map<String, String> entries) {
            super(String.valueOf(root.getFileName()), entries);
            this.root = root;
        }

        static Directory of(Path root) throws IOException {
            Map<String, String> names = new TreeMap<>();
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile).forEach(file -> {
                    String name = root.relativize(file).toString().replace('\\', '/');
                    names.put(name, name);
                });
            }
            return new Directory(root, Versions.resolve(names));
        }

        @Override
        InputStream openReal(String entry) throws IOException {
            return Files.newInputStream(root.resolve(entry));
        }

        @Override
        public void close() {}
    }

    private static final class Held extends Origin {
        private final Map<String, byte[]> contents;

        private Held(String label, Map<String, String> entries, Map<String, byte[]> contents) {
            super(label, entries);
            this.contents = contents;
        }

        static Held of(String label, InputStream jar) throws IOException {
            Map<String, byte[]> contents = new HashMap<>();
            Map<String, String> names = new HashMap<>();
            ZipInputStream zip = new ZipInputStream(jar);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    contents.put(entry.getName(), zip.readAllBytes());
                    names.put(entry.getName(), entry.getName());
                }
            }
            return new Held(label, Versions.resolve(names), contents);
        }

        @Override
        InputStream openReal(String entry) throws IOException {
            byte[] bytes = contents.get(entry);
            if (bytes == null) {
                throw new IOException(label() + " has lost " + entry);
            }
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void close() {}
    }
}
