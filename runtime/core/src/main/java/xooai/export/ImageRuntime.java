package xooai.export;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.Folders;

/// The Java that an exported folder brings with it: linked of the modules that the jar uses, where the program that
/// exports runs on a JDK; else a copy of the runtime that it runs on, as an installed program has no tools to link
/// with.
final class ImageRuntime {
    /// What no reference in a class file leads to.
    private static final List<String> ALWAYS =
            List.of("java.logging", "java.management", "java.naming", "jdk.crypto.ec", "jdk.unsupported", "jdk.zipfs");

    private ImageRuntime() {}

    /// Makes it.
    ///
    /// @param jar what will run on it
    /// @param target a folder that is not there yet
    static void make(Path jar, Path target) throws IOException {
        Optional<ToolProvider> jlink = ToolProvider.findFirst("jlink");
        Optional<ToolProvider> jdeps = ToolProvider.findFirst("jdeps");
        if (jlink.isPresent() && jdeps.isPresent()) {
            TreeSet<String> modules = new TreeSet<>(ALWAYS);
            modules.addAll(List.of(run(
                            jdeps.get(),
                            "--ignore-missing-deps",
                            "--multi-release",
                            "25",
                            "--print-module-deps",
                            jar.toString())
                    .strip()
                    .split(",", -1)));
            run(
                    jlink.get(),
                    "--add-modules",
                    String.join(",", modules),
                    "--strip-java-debug-attributes",
                    "--no-header-files",
                    "--no-man-pages",
                    "--output",
                    target.toString());
        } else {
            copyOwn(target);
        }
    }

    private static String run(ToolProvider tool, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = tool.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        if (code != 0) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "cannot make a Java runtime for the flow: " + tool.name() + " ended with " + code + ": "
                            + (err + " " + out).strip());
        }
        return out.toString();
    }

    private static void copyOwn(Path target) throws IOException {
        Path own = Path.of(System.getProperty("java.home", ""));
        try (Stream<Path> found = Stream.of("lib", "bin", "release").map(own::resolve)) {
            if (!found.allMatch(Files::exists)) {
                throw new XooaiException(
                        Code.FAILED_PRECONDITION,
                        "cannot make a Java runtime for the flow: " + own
                                + " is none that can be copied; export with a JDK, or with the installed xooai");
            }
        }
        Folders.copy(own, target);
    }
}
