package xooai.flow;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What changes whenever somebody writes to a file: its size, when it was written, and which file it is.
final class FileLook {
    private static final String RESOURCE = "classpath:";
    private static final String FILE = "file:";
    private static final String JAR = "jar:";
    private static final String IN_JAR = "!/";
    /// No system has files of a longer name.
    private static final int LONGEST_PATH = 4_096;

    private FileLook() {}

    /// What is seen of that file now.
    ///
    /// @throws IOException when there is none
    static String of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class));
    }

    private static String of(BasicFileAttributes now) {
        return now.size() + " " + now.lastModifiedTime().toInstant() + " " + now.fileKey();
    }

    /// What is seen of every file that a configuration names, in the order in which it names them: of each text in it
    /// that is the path of a regular file, or names a resource of the class path. An executor resolves a relative
    /// path against the working directory; one may also mean the flow's own.
    static List<@Nullable Object> of(Map<String, ? extends @Nullable Object> config, FlowSettings settings) {
        List<@Nullable Object> seen = new ArrayList<>();
        collect(config, settings, seen);
        return seen;
    }

    private static void collect(@Nullable Object value, FlowSettings settings, List<@Nullable Object> seen) {
        switch (value) {
            case Map<?, ?> map ->
                map.keySet().stream()
                        .map(String::valueOf)
                        .sorted()
                        .forEach(key -> collect(map.get(key), settings, seen));
            case List<?> list -> list.forEach(each -> collect(each, settings, seen));
            case String text
            when text.startsWith(RESOURCE) ->
                seen.add(List.of(text, ofResource(text.substring(RESOURCE.length()), settings.loader())));
            case String text
            when !text.isBlank() && text.length() <= LONGEST_PATH -> {
                add(text, Path.of(""), seen);
                if (!settings.directory().toString().isEmpty()) {
                    add(text, settings.directory(), seen);
                }
            }
            case null, default -> {}
        }
    }

    private static void add(String text, Path directory, List<@Nullable Object> seen) {
        try {
            Path path = directory.resolve(text.startsWith(FILE) ? Path.of(new URI(text)) : Path.of(text));
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (now.isRegularFile()) {
                seen.add(List.of(text, of(now)));
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException _) {
            return; // It is no path of a file that is there: a plain text, which counts as it is.
        }
    }

    /// What is seen of the file or jar in which the class path holds that, and where that is.
    private static String ofResource(String name, ClassLoader loader) {
        URL found = loader.getResource(name.replaceFirst("^/+", ""));
        if (found == null) {
            return "not there";
        }
        String place = found.toString();
        int inside = place.indexOf(IN_JAR);
        String file = place.startsWith(JAR) && inside > 0 ? place.substring(JAR.length(), inside) : place;
        try {
            return place + "\n" + of(Path.of(new URI(file)));
        } catch (IOException | URISyntaxException | IllegalArgumentException | FileSystemNotFoundException _) {
            return place; // It is in no file, as what is built into Java.
        }
    }
}
