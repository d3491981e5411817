package xooai.executor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.store.FileSignatures;

/// What tells one executor class from another of the same name: the signature of the jar that it was loaded from,
/// or that of its own bytes where it is in none. Worked out once a class, which does not change once it is loaded.
final class ExecutorIdentity {
    private static final ClassValue<String> KNOWN = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            try {
                Path jar = jar(type);
                return jar == null ? ofBytes(type) : "jar " + FileSignatures.of(jar);
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

    private static @Nullable Path jar(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL place = source == null ? null : source.getLocation();
        if (place == null || !place.getProtocol().equals("file")) {
            return null;
        }
        try {
            Path path = Path.of(place.toURI());
            return Files.isRegularFile(path) ? path : null;
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException _) {
            return null; // It is told by its bytes.
        }
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
