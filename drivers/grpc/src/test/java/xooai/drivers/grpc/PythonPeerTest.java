package xooai.drivers.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.driver.ForeignProgram;
import xooai.driver.ForeignProgram.Said;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;

/// A peer that has nothing of ours but the `.proto` file: Python's grpcio.
class PythonPeerTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"every-kind", "every-failure", "reflection", "health"})
    void aStrangerCalls(String part) throws Exception {
        Path script = Path.of("src", "test", "python", "peer.py");
        ForeignProgram python = ForeignProgram.python(script, "grpc", "google.protobuf");
        copy(GrpcDriver.class, "/xooai.proto");
        copy(HealthGrpc.class, "/grpc/health/v1/health.proto");
        copy(ServerReflectionGrpc.class, "/grpc/reflection/v1/reflection.proto");
        Probe probe = new Probe();
        try (probe;
                GrpcServer server = GrpcServer.start(URI.create("grpc://127.0.0.1:0"), probe, ServeSettings.DEFAULT)) {
            Said said = python.run(part, "127.0.0.1:" + server.address().getPort(), directory.toString());
            probe.release();

            assertThat(said.code()).as(said.text()).isZero();
        }
    }

    @Test
    void theServiceIsDocumentedForStrangers() throws Exception {
        try (InputStream in = Objects.requireNonNull(GrpcDriver.class.getResourceAsStream("/xooai.proto"))) {
            String proto = new String(in.readAllBytes(), UTF_8);

            assertThat(proto).contains("package xooai.v1;", "authorization: Bearer", "xoo-error-bin", "xoo-status");
        }
    }

    private void copy(Class<?> beside, String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(resource))) {
            Files.copy(in, directory.resolve(resource.substring(resource.lastIndexOf('/') + 1)));
        }
    }
}
