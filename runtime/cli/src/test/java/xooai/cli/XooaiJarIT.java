package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runnable jar, as it is handed on: it serves, calls and exports on its own.
class XooaiJarIT {
    private static final String XOOAI =
            Path.of("target", "xooai.jar").toAbsolutePath().toString();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFlowIsExportedServedAndCalledByTheJarAlone() throws Exception {
        Path flow = FlowFiles.write(
                folder,
                "loud.flow.json",
                FlowFiles.of("loud", "{\"use\": \"class:xooai.executors.basic.TextExecutor\", \"on\": \"upper\"}"));
        Path exported = folder.resolve("loud.jar");
        try (Served export = xooai("export", flow.toString(), "-o", exported.toString())) {
            assertThat(export.exitCode()).as(export.errors()).isZero();
        }
        assertNothingElse(Jars.names(exported));
        try (Served served = Served.java(Map.of(), "-jar", exported.toString(), "--http", "0")) {
            URI address = served.ready();
            try (Served called =
                    xooai("call", address.toString(), "--doc", "{\"text\":\"größer\"}", "--codec", "msgpack")) {
                assertThat(called.exitCode()).as(called.errors()).isZero();
                assertThat(called.output()).contains("\"text\":\"GRÖSSER\"");
            }
            served.terminate();
            assertThat(served.exitCode()).isZero();
            assertThat(served.errors()).isEmpty();
        }
    }

    @Test
    void itServesWhatItCarries() throws Exception {
        try (Served served = xooai("serve", "xooai.executors.basic.TextExecutor", "--http", "0")) {
            URI address = served.ready();
            assertThat(served.post(URI.create(address + "/upper"), "{\"docs\":[{\"text\":\"a\"}]}")
                            .body())
                    .contains("\"text\":\"A\"");
            served.terminate();
            assertThat(served.exitCode()).isZero();
            assertThat(served.errors()).isEmpty();
        }
    }

    private static void assertNothingElse(List<String> names) {
        assertThat(names)
                .contains("xooai/executors/basic/TextExecutor.class", "META-INF/xooai/executors")
                .noneMatch(name -> name.startsWith("xooai/executors/basic/Image"))
                .noneMatch(name -> name.startsWith("xooai/cli/") || name.startsWith("META-INF/xooai/parts/"));
    }

    private static Served xooai(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 2];
        all[0] = "-jar";
        all[1] = XOOAI;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Served.java(Map.of(), all);
    }
}
