package xooai.drivers.quic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import xooai.driver.ForeignProgram;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Server;

/// ngtcp2's client, of Debian's package ngtcp2-client. It sends no `Content-Type`, so its calls are refused as
/// they should be.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GtlsClientTest {
    private final Probe probe = new Probe();
    private final Server server =
            new QuicDriver().serve(URI.create("quic://127.0.0.1:0"), probe, ServeSettings.DEFAULT);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        server.close();
        probe.close();
    }

    /// What it prints, and then what it has downloaded.
    private String ask(String path, String... options) throws Exception {
        String authority = server.address().getRawAuthority();
        List<String> arguments =
                new ArrayList<>(List.of("--no-quic-dump", "--exit-on-all-streams-close", "--download=" + folder));
        arguments.addAll(List.of(options));
        arguments.addAll(
                List.of("127.0.0.1", Integer.toString(server.address().getPort()), "https://" + authority + path));
        return ForeignProgram.named("gtlsclient")
                .run(arguments.toArray(String[]::new))
                .text();
    }

    @Test
    void itReadsPages() throws Exception {
        assertThat(ask("/openapi.json")).contains("[:status: 200]", "[content-type: application/json]");
        assertThat(Files.readString(folder.resolve("openapi.json"))).contains("\"openapi\":\"3.1.0\"", "/probe/echo");
        assertThat(ask("/none")).contains("[:status: 404]");
        assertThat(ask("/health/live", "--http-method=HEAD")).contains("[:status: 200]");
    }

    @Test
    void itReadsALargeFile() throws Exception {
        assertThat(ask("/docs/swagger-ui-bundle.js")).contains("[:status: 200]");
        assertThat(Files.size(folder.resolve("swagger-ui-bundle.js"))).isGreaterThan(1_000_000);
    }

    @Test
    void itSendsABody() throws Exception {
        Path body = Files.writeString(folder.resolve("body.json"), "{\"docs\":[{\"text\":\"a\"}]}");

        assertThat(ask("/probe/echo", "--http-method=POST", "--data=" + body)).contains("[:status: 415]");
    }
}
