package xooai.executor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.store.FileSignatures;

/// What tells one executor class from another of the same name: the signature of the jar that it was loaded from.
///
/// Where it is in none, that of its own bytes, and what is seen of all files of its folder, since it may use any of
/// them; of a folder of too many files, or none, nothing can be told, and each class that is loaded is another.
/// Worked out once a class, which does not change once it is loaded.
final class ExecutorIdentity {
    private static final int MOST_FILES = 10_000;

    private static final ClassValue<String> KNOWN = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            try {
                Path place = place(type);
                return place != null && Files.isRegularFile(place)
                        ? "jar " + FileSignatures.of(place)
                        : ofBytes(type) + " " + ofFolder(place);
            } catch (IOException e) {
                throw new XooaiException(
                        Code.UNAVAILABLE, "Tried to read the class " + type.getName() + ": " + e.getMessage(), e);
            }
        }
    };

    private ExecutorIdentity() {}

    /// @throws XooaiException with UNAVAILABLE when neither its jar nor its bytes can be read
    static String of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static @Nullable Path place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL place = source == null ? null : source.getLocation();
        if (place == null || !place.getProtocol().equals("file")) {
            return null;
        }
        try {
            return Path.of(place.toURI());
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException _) {
            return null; // It is in no file that can be looked at.
        }
    }

    private static String ofFolder(@Nullable Path folder) throws IOException {
        String own = UUID.randomUUID().toString();
        if (folder == null || !Files.isDirectory(folder)) {
            return own;
        }
        List<String> seen = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes now) {
                seen.add(folder.relativize(file) + " " + now.size() + " "
                        + now.lastModifiedTime().toInstant());
                return seen.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        if (seen.size() > MOST_FILES) {
            return own;
        }
        seen.sort(Comparator.naturalOrder());
        return Content.sign(String.join("\n", seen).getBytes(StandardCharsets.UTF_8));
    }

    private static String ofBytes(Class<?> type) throws IOException {
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("it has no bytes to be found");
            }
            return "class " + Content.sign(in.readAllBytes());
        }
    }
}
