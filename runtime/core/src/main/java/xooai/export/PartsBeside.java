package xooai.export;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Jars of parts that are files beside the jar of the parts, as an installed program has them: it has each of
/// them on its class path already, and a second copy would be half of its size.
///
/// `META-INF/xooai/parts/beside` lists them, a line each: the name within the parts, and that of the file.
final class PartsBeside {
    private static final String LIST = Layout.PARTS + "beside";

    private PartsBeside() {}

    /// Where that jar is, or null when it is not listed or not there.
    static @Nullable URL find(ClassLoader loader, String name) throws IOException {
        URL list = loader.getResource(LIST);
        if (list == null || !(list.openConnection() instanceof JarURLConnection parts)) {
            return null;
        }
        String file = fileOf(list, name);
        if (file == null) {
            return null;
        }
        try {
            Path beside = Path.of(parts.getJarFileURL().toURI()).resolveSibling(file);
            return Files.isRegularFile(beside) ? beside.toUri().toURL() : null;
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where " + parts.getJarFileURL() + " is", e);
        }
    }

    private static @Nullable String fileOf(URL list, String name) throws IOException {
        try (InputStream in = list.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElse(null);
        }
    }
}
