package xooai.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// What a flow jar will hold, entry by entry, and where each comes from.
final class Plan {
    private final SortedMap<String, Item> items = new TreeMap<>();

    /// Where the bytes of an entry are.
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /// One entry.
    ///
    /// @param owner where it comes from, for a person
    /// @param source its bytes
    record Item(String owner, Source source) {
        byte[] read() throws IOException {
            try (InputStream in = source.open()) {
                return in.readAllBytes();
            }
        }
    }

    /// All entries, by name.
    Map<String, Item> items() {
        return items;
    }

    boolean has(String entry) {
        return items.containsKey(entry);
    }

    void add(String entry, String owner, byte[] bytes) throws IOException {
        add(entry, new Item(owner, () -> new ByteArrayInputStream(bytes)));
    }

    void add(String entry, Origin origin) throws IOException {
        String name = isLicence(entry) && !entry.startsWith(Layout.LIBRARIES)
                ? Layout.LICENSES + origin.label() + "/" + entry
                : entry;
        add(name, new Item(origin.label(), () -> origin.open(entry)));
    }

    /// Adds an entry. One that is there already must be the same; lists of services and executors are put
    /// together.
    private void add(String entry, Item item) throws IOException {
        Item before = items.putIfAbsent(entry, item);
        if (before == null) {
            return;
        }
        if (entry.startsWith(Layout.SERVICES) || entry.equals(Layout.EXECUTORS)) {
            byte[] both = concatenated(before.read(), item.read());
            items.put(entry, new Item(before.owner(), () -> new ByteArrayInputStream(both)));
        } else if (!Arrays.equals(before.read(), item.read())) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "cannot export: " + entry + " is in " + before.owner() + " and, different, in " + item.owner()
                            + "; a jar can hold one of them, so take the other off the class path");
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        Set<String> lines = new LinkedHashSet<>();
        new String(first, StandardCharsets.UTF_8).lines().forEach(lines::add);
        new String(second, StandardCharsets.UTF_8).lines().forEach(lines::add);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Whether an entry says under which licence something is.
    static boolean isLicence(String entry) {
        if (entry.startsWith(Layout.LIBRARIES)) {
            return true;
        }
        String folder = Layout.folderOf(entry);
        if (!folder.isEmpty() && !folder.equals("META-INF/")) {
            return false;
        }
        String name = entry.substring(folder.length()).toUpperCase(Locale.ROOT);
        return name.startsWith("LICEN")
                || name.startsWith("NOTICE")
                || name.startsWith("COPYING")
                || name.startsWith("DEPENDENCIES")
                || name.startsWith("AL2.0")
                || name.startsWith("LGPL2.1");
    }
}
