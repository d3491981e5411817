package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import xooai.export.FlowImage;
import xooai.export.FlowJar;
import xooai.export.Progress;
import xooai.flow.FlowFile;
import xooai.flow.FlowSettings;

/// A flow with a Java of its own, and without HTTP.
@DisabledOnOs(OS.WINDOWS)
class ExportedFolderTest {
    private static final String OLD = "\"x-doc\":\"Text\"";
    private static final String NEW = "\"x-doc\":\"Image\"";

    @TempDir
    private Path work = Path.of("");

    @Test
    void itRunsTheClassesOfItsJarWhateverTheCacheHolds() throws Exception {
        Path folder = work.resolve("folder");
        Path jar = folder.resolve("app/said.jar");
        try (URLClassLoader first = compiled("Text");
                URLClassLoader second = compiled("Image")) {
            assertThat(FlowImage.of(said(first), "said")
                            .write(folder, Progress.NONE)
                            .notes())
                    .isEmpty();
            assertThat(folder.resolve("app/said.aot")).isRegularFile();
            assertThat(described(folder)).contains(OLD);
            Path trained = Files.copy(jar, work.resolve("trained.jar"), StandardCopyOption.COPY_ATTRIBUTES);
            said(second).write(jar, Progress.NONE);
            assertThat(described(folder)).contains(NEW).doesNotContain(OLD);
            Files.setLastModifiedTime(jar, Files.getLastModifiedTime(trained));
            assertThat(described(folder)).contains(NEW).doesNotContain(OLD);
        }
    }

    @Test
    void whenItDoesNotStartWhereItIsExportedTheNoteSaysWhy() throws IOException {
        Path flow = FlowFiles.write(
                work,
                "env.flow.json",
                FlowFiles.of("env", "{\"use\": \"class:acme.Shout\", \"config\": {\"mark\": \"${env:SHOUT_MARK}\"}}"));
        FlowJar jar =
                FlowJar.of(FlowFile.read(flow).spec(), FlowSettings.DEFAULT).drivers(Set.of("grpc"));
        assertThat(FlowImage.of(jar, "env")
                        .write(work.resolve("env"), Progress.NONE)
                        .notes())
                .last()
                .asString()
                .contains("the flow did not start here: only: uses ${env:SHOUT_MARK}");
        assertThat(work.resolve("env/bin/env")).isExecutable();
    }

    @Test
    void aFlowThatIsTrainedEndsWithTheExportWhichHoldsItsInput() throws Exception {
        Path jar = work.resolve("said.jar");
        try (URLClassLoader classes = compiled("Text")) {
            said(classes).write(jar, Progress.NONE);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dxooai.training=true",
                        "-jar",
                        jar.toString(),
                        "--grpc",
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).startsWith("READY grpc://");
            process.getOutputStream().close();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /// An executor that takes and gives such docs.
    private URLClassLoader compiled(String doc) throws IOException {
        Path classes = Files.createDirectories(work.resolve(doc));
        Path source = Files.writeString(work.resolve("Said.java"), """
            public final class Said extends xooai.executor.Executor {
                /// Says it.
                @xooai.executor.Post
                public xooai.doc.%1$s say(xooai.doc.%1$s doc) {
                    return doc;
                }
            }
            """.formatted(doc));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:full", "-parameters", "-d", classes.toString(), source.toString());
        assertThat(code).isZero();
        return new URLClassLoader(new URL[] {classes.toUri().toURL()});
    }

    private FlowJar said(ClassLoader loader) throws IOException {
        Path flow = FlowFiles.write(work, "said.flow.json", FlowFiles.of("said", "{\"use\": \"class:Said\"}"));
        return FlowJar.of(FlowFile.read(flow).spec(), FlowSettings.DEFAULT.withLoader(loader))
                .drivers(Set.of("grpc"));
    }

    private static String described(Path folder) throws Exception {
        Process process = new ProcessBuilder(folder.resolve("bin/said").toString(), "--describe")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
