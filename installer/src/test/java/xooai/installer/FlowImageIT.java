package xooai.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import xooai.store.Folders;

/// A flow exported as a folder by the installed program, which has no tools to link a runtime with, and by one on a
/// JDK, which has.
class FlowImageIT {
    private static final Path WORK = Made.BUILD.work().resolveSibling("flow-image");
    private static final Path DIAMOND = Made.BUILD.root().resolve("sample-flows/diamond/diamond.flow.json");

    @Test
    void theInstalledProgramGivesAFlowItsOwnRuntime() throws Exception {
        Path folder = exported(
                "installed", List.of(Made.BUILD.image().resolve("bin/xooai").toString()));
        assertThat(answer(folder)).contains("AA (1 word)");
    }

    @Test
    void aJdkLinksOneOfTheModulesThatTheFlowUses() throws Exception {
        Path folder = exported(
                "linked",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath(),
                        "xooai.cli.Xooai"));
        assertThat(folder.resolve("runtime/release"))
                .content()
                .contains("java.base")
                .doesNotContain("jdk.compiler");
        assertThat(answer(folder)).contains("AA (1 word)");
        // Another flow in the place of the jar is not run from the old cache.
        Path jar = folder.resolve("app/diamond.jar");
        Path other = WORK.resolve("other.flow.json");
        Files.writeString(other, Files.readString(DIAMOND).replace("\"name\": \"diamond\"", "\"name\": \"diamonds\""));
        Tool.of(Made.BUILD.image().resolve("bin/xooai").toString(), "export", other.toString(), "-o", jar.toString())
                .run();
        assertThat(served(folder, true)).contains("/diamonds ");
    }

    @Test
    void aChangedClassInTheJarIsRunAndNotTheOneInTheCache() throws Exception {
        Path folder = WORK.resolve("changed");
        Files.createDirectories(WORK);
        Path jar = folder.resolve("app/diamond.jar");
        Folders.delete(folder);
        assertThat(exportedSaying("before", folder, "--app-image")).doesNotContain("note:");
        assertThat(folder.resolve("app/diamond.aot")).exists();
        assertThat(answer(folder)).contains("before");
        FileTime time = Files.getLastModifiedTime(jar);
        exportedSaying("after", jar);
        assertThat(answer(folder)).contains("after").doesNotContain("before");
        Files.setLastModifiedTime(jar, time);
        assertThat(answer(folder)).contains("after").doesNotContain("before");
    }

    @Test
    void anInstalledProgramSaysWhereAFlowWithNativeCodeRuns() throws IOException {
        Files.createDirectories(WORK);
        Path digits = Made.BUILD.root().resolve("sample-flows/digits/digits.flow.json");
        String said = Tool.of(
                        Made.BUILD.image().resolve("bin/xooai").toString(),
                        "export",
                        digits.toString(),
                        "-o",
                        WORK.resolve("digits.jar").toString())
                .run();
        assertThat(said).contains("note: onnxruntime").contains("for " + Platform.HERE.fileName() + " alone");
    }

    /// Exports a flow of one executor, which answers with that word.
    private static String exportedSaying(String word, Path target, String... options) throws IOException {
        Path classes = Files.createDirectories(WORK.resolve("classes").resolve(word));
        Path source = Files.writeString(WORK.resolve("Said.java"), """
            public final class Said extends xooai.executor.Executor {
                /// Says it.
                @xooai.executor.Post
                public xooai.doc.Text say(xooai.doc.Text text) {
                    return text.withText("%s");
                }
            }
            """.formatted(word));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:full",
                                "-cp",
                                classPath(),
                                "-d",
                                classes.toString(),
                                source.toString()))
                .isZero();
        Path flow = Files.writeString(
                WORK.resolve("said.flow.json"),
                "{\"xooai\": 1, \"name\": \"diamond\", \"nodes\": {\"only\": {\"use\": \"class:Said\"}}}");
        List<String> command = new ArrayList<>(List.of(
                Made.BUILD.image().resolve("bin/xooai").toString(),
                "export",
                flow.toString(),
                "-o",
                target.toString(),
                "--class-path",
                classes.toString()));
        command.addAll(List.of(options));
        return Tool.of(command).run();
    }

    private static String classPath() {
        return Made.BUILD.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path exported(String name, List<String> xooai) throws IOException {
        Path folder = WORK.resolve(name);
        Folders.delete(folder);
        Files.createDirectories(WORK);
        List<String> command = new ArrayList<>(xooai);
        command.addAll(List.of("export", DIAMOND.toString(), "-o", folder.toString(), "--app-image"));
        String said = Tool.of(command).run();
        assertThat(said).contains("with xooai.samples.diamond").doesNotContain("note:");
        assertThat(folder.resolve("app/diamond.aot")).exists();
        try (var left = Files.list(WORK)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(file -> file.endsWith(".part"));
        }
        System.out.printf("%s: %,d bytes%n", folder, Folders.size(folder));
        return folder;
    }

    private static String answer(Path folder) throws Exception {
        return served(folder, false);
    }

    /// The address it is at, and its answer where it is to be called. There is no Java on the path.
    private static String served(Path folder, boolean startOnly) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(folder.resolve("bin/diamond").toString(), "--http", "0");
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", Made.tools(WORK.resolve("tools")).toString()));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var out = process.inputReader();
                HttpClient client = HttpClient.newHttpClient()) {
            String line = out.readLine();
            assertThat(line).startsWith("READY ");
            if (startOnly) {
                return line + " ";
            }
            return client.send(
                            HttpRequest.newBuilder(URI.create(line.substring("READY ".length())))
                                    .header("content-type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"docs\":[{\"text\":\"Aa\"}]}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } finally {
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
        }
    }
}
