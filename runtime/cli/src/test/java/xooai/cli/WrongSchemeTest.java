package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xooai.driver.Certificates;
import xooai.driver.Driver;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Server;

/// Whoever calls a port by the scheme of another driver is told what is there, and how to call it.
class WrongSchemeTest {

    @ParameterizedTest
    @CsvSource({
        "grpc,http,it answered HTTP 404 and does not speak gRPC",
        "grpcs,grpc,it does not speak TLS at that port",
        "grpcs,http,it does not speak TLS at that port",
        "https,http,it does not speak TLS at that port",
        "https,grpc,it does not speak TLS at that port",
        "http,grpc,it speaks HTTP/2 alone",
        "http,https,the connection was cut",
        "grpc,https,it does not speak gRPC",
        "grpc,grpcs,the connection was cut",
        "http,grpcs,the connection was cut",
        "quic,http,connection refused",
        "http,quic,connection refused"
    })
    void isToldWhatIsThere(String called, String served, String said) {
        ServeSettings settings = served.equals("https") || served.equals("grpcs")
                ? ServeSettings.DEFAULT.withTls(
                        Certificates.here().chain(), Certificates.here().key())
                : ServeSettings.DEFAULT;
        try (Probe probe = new Probe();
                Server server = Driver.of(served).serve(URI.create(served + "://127.0.0.1:0"), probe, settings)) {
            String authority = called + "://127.0.0.1:" + server.address().getPort();

            assertTold(Run.of("call", authority + "/probe/echo", "--doc", "{\"text\":\"a\"}"), authority, said);
            assertTold(Run.of("describe", authority), authority, said);
        }
    }

    private static void assertTold(Run run, String authority, String said) {
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("Tried to call ")
                .contains(authority, said)
                .hasSizeLessThan(300)
                .doesNotContain("Exception", "null", "0000");
    }
}
