package xooai.designer.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A jar with one executor, `acme.Loud`, that leaves a file behind as soon as its class is initialised.
final class ExecutorJar {
    static final String CLASS = "acme.Loud";

    private ExecutorJar() {}

    /// Writes such a jar.
    ///
    /// @param mark the file that its class leaves behind
    /// @param classPath the Class-Path of its manifest, or null for none
    static Path write(Path jar, Path mark, @Nullable String classPath) throws IOException {
        Path classes = compile(jar.resolveSibling("classes-" + jar.getFileName()), mark);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (classPath != null) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new JarEntry("acme/Loud.class"));
            entries.write(Files.readAllBytes(classes.resolve("acme/Loud.class")));
            entries.putNextEntry(new JarEntry("META-INF/xooai/executors"));
            entries.write((CLASS + " say\n").getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static Path compile(Path classes, Path mark) throws IOException {
        Files.createDirectories(classes);
        Path source = classes.resolve("Loud.java");
        Files.writeString(source, """
            package acme;

            import java.nio.file.Files;
            import java.nio.file.Path;
            import xooai.doc.Text;
            import xooai.executor.Executor;
            import xooai.executor.Post;

            public final class Loud extends Executor {
                static {
                    try {
                        Files.createFile(Path.of("%s"));
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }

                @Post
                public Text say(Text text) {
                    return text;
                }
            }
            """.formatted(mark));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments(classes, source).toArray(String[]::new));
        if (failed != 0) {
            throw new IOException("the executor of the test does not compile");
        }
        return classes;
    }

    private static List<String> arguments(Path classes, Path source) {
        return List.of(
                "-proc:none",
                "-parameters",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString());
    }
}
