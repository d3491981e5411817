package xooai.export;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The parts that flow jars are made of: the runtime, and one for each driver.
///
/// A part is a list of jars. They are resources on the class path of what exports, so that it makes no
/// difference whether that is the designer, the command line or somebody's program, and what else is on its
/// class path. An installed program has them as [PartsBeside].
final class Parts {
    /// The part that every flow jar has.
    static final String RUNTIME = "runtime";

    private Parts() {}

    /// The drivers there are parts of, with the schemes that each serves and calls.
    static Map<String, Set<String>> drivers() {
        Map<String, Set<String>> drivers = new LinkedHashMap<>();
        lines().forEach(words -> drivers.put(parts(words).getFirst(), Set.copyOf(words.subList(1, words.size()))));
        return drivers;
    }

    /// The parts that a driver is made of: its own, and those that it has in common with others.
    static List<String> of(String driver) {
        return lines().map(Parts::parts)
                .filter(parts -> parts.getFirst().equals(driver))
                .findFirst()
                .orElse(List.of(driver));
    }

    private static Stream<List<String>> lines() {
        return text("drivers")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.strip().split("\\s+")));
    }

    private static List<String> parts(List<String> words) {
        return List.of(words.getFirst().split("\\+"));
    }

    /// The jars of a part.
    static List<Origin> read(String part) {
        List<Origin> jars = new ArrayList<>();
        for (String jar : List.of(text(part + ".list").strip().split(":", -1))) {
            try (InputStream in = resource(jar)) {
                jars.add(Origin.of(jar.substring(jar.lastIndexOf('/') + 1), in));
            } catch (IOException e) {
                throw unreadable(jar, e);
            }
        }
        return jars;
    }

    /// How large the jars of a part are together, in bytes; reads none of them.
    static long size(String part) {
        long size = 0;
        for (String jar : List.of(text(part + ".list").strip().split(":", -1))) {
            try {
                URL place = place(jar);
                size += place == null ? 0 : place.openConnection().getContentLengthLong();
            } catch (IOException e) {
                throw unreadable(jar, e);
            }
        }
        return size;
    }

    private static String text(String name) {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        URL place = place(name);
        if (place == null) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "cannot export: " + Layout.PARTS + name
                            + " is not on the class path; add xooai-parts to the program that exports");
        }
        return place.openStream();
    }

    private static @Nullable URL place(String name) throws IOException {
        ClassLoader loader = Parts.class.getClassLoader();
        URL inside = loader.getResource(Layout.PARTS + name);
        return inside != null ? inside : PartsBeside.find(loader, name);
    }

    private static XooaiException unreadable(String name, IOException e) {
        return new XooaiException(
                Code.INTERNAL, "cannot export: " + Layout.PARTS + name + " cannot be read: " + e.getMessage(), e);
    }
}
