package xooai.cli;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.GivenPath;
import xooai.store.SafeFile;

/// The option that adds executors of one's own. Naming a jar is the consent to run what is in it.
final class ClassPathOption {
    @Option(
            names = {"--class-path", "-cp"},
            paramLabel = "JARS",
            description = "Jars and folders with executors of your own, separated like a Java class path; dir/* takes"
                    + " every jar in dir. Their code runs with your rights.")
    private @Nullable String jars;

    /// Finds the executors of the command line itself and of those jars.
    ClassLoader loader() {
        ClassLoader own = ClassPathOption.class.getClassLoader();
        if (jars == null) {
            return own;
        }
        List<URL> urls = new ArrayList<>();
        for (String place : jars.split(File.pathSeparator, -1)) {
            if (!place.isBlank()) {
                add(place, urls);
            }
        }
        ClassLoader loader = new URLClassLoader("class-path", urls.toArray(URL[]::new), own);
        // Executors look for resources such as models by the loader of the thread that makes them.
        Thread.currentThread().setContextClassLoader(loader);
        return loader;
    }

    private static void add(String place, List<URL> urls) {
        try {
            if (place.endsWith(File.separator + "*") || place.equals("*")) {
                for (Path jar : jarsIn(GivenPath.of(place.substring(0, place.length() - 1)))) {
                    urls.add(url(jar));
                }
            } else {
                urls.add(url(GivenPath.of(place)));
            }
        } catch (IOException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "cannot use " + place + " of --class-path: " + SafeFile.reason(e), e);
        }
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.toAbsolutePath(), "*.jar")) {
            found.forEach(jars::add);
        }
        Collections.sort(jars);
        return jars;
    }

    private static URL url(Path place) throws MalformedURLException {
        if (Files.exists(place) && !Files.isRegularFile(place) && !Files.isDirectory(place)) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "cannot use " + place + " of --class-path: it is neither a jar nor a folder");
        }
        if (!Files.isReadable(place)) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "cannot use " + place + " of --class-path: it does not exist or is not readable");
        }
        return place.toUri().toURL();
    }
}
