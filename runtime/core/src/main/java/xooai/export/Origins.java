package xooai.export;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The places of a class path, each opened once, when something is found in it.
final class Origins implements AutoCloseable {
    private final ClassLoader loader;
    private final Map<Path, Origin> opened = new LinkedHashMap<>();

    Origins(ClassLoader loader) {
        this.loader = loader;
    }

    /// The place that an entry is loaded from, or null when there is none or it is the JDK.
    @Nullable
    Origin of(String entry) throws IOException {
        URL url = loader.getResource(entry);
        if (url == null || url.getProtocol().equals("jrt")) {
            return null;
        }
        Path place = placeOf(url, entry);
        Origin origin = opened.get(place);
        if (origin == null) {
            origin = Origin.at(place);
            opened.put(place, origin);
        }
        return origin;
    }

    private static Path placeOf(URL url, String entry) throws IOException {
        try {
            if (url.getProtocol().equals("file")) {
                String text = url.toURI().toString();
                return Path.of(new URI(text.substring(0, text.length() - entry.length())));
            }
            if (url.openConnection() instanceof JarURLConnection jar
                    && jar.getJarFileURL().getProtocol().equals("file")) {
                return Path.of(jar.getJarFileURL().toURI());
            }
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where " + url + " is", e);
        }
        throw new XooaiException(
                Code.FAILED_PRECONDITION,
                "cannot export: " + entry + " comes from " + url
                        + ", and an export copies from jars and directories of the class path alone");
    }

    @Override
    public void close() throws IOException {
        for (Origin origin : opened.values()) {
            origin.close();
        }
    }
}
