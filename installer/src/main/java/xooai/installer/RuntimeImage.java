package xooai.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The Java that the program brings with it.
///
/// It has all standard modules, as executors of users may need any of them, the compiler for executors that are
/// written in Java, and what of the JDK's own modules the libraries use. It was checked by hand what those are, as
/// `jdeps` refuses a class path with modules in it; the test in a clean system runs on it.
final class RuntimeImage {
    private static final List<String> MODULES = List.of(
            "java.se",
            "jdk.charsets",
            "jdk.compiler",
            "jdk.crypto.ec",
            "jdk.jfr",
            "jdk.jsobject",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.unsupported",
            "jdk.xml.dom",
            "jdk.zipfs");

    private RuntimeImage() {}

    /// Links it at that place.
    static void link(Path target) throws IOException {
        Tool.ofJava(
                        "jlink",
                        List.of(
                                "--add-modules",
                                String.join(",", MODULES),
                                "--strip-java-debug-attributes",
                                "--no-header-files",
                                "--no-man-pages",
                                // Signatures of older Javas, for `javac --release` alone: 11 MB.
                                "--exclude-files",
                                "/jdk.compiler/lib/ct.sym",
                                // Read seldom, and by nobody at a start.
                                "--compress",
                                "zip-6:filter=/jdk.compiler/**,/java.xml/**",
                                "--output",
                                target.toString()))
                .run();
        Trees.strip(target);
        // Programs that nobody starts: Java itself and the tool for certificates stay.
        for (Path program : Trees.all(target.resolve("bin"))) {
            String name = program.getFileName().toString();
            if (Files.isRegularFile(program)
                    && Platform.HERE.system() != Platform.Kind.WINDOWS
                    && !List.of("java", "keytool").contains(name)) {
                Files.delete(program);
            }
        }
    }
}
