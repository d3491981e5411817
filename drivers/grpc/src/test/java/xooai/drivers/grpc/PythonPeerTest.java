package xooai.drivers.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;

/// A peer that has nothing of ours but the `.proto` file: Python's grpcio, where it is installed, in
/// `target/python` or for everybody.
class PythonPeerTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final Path PACKAGES = Path.of("target", "python");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"every-kind", "every-failure", "reflection", "health"})
    void aStrangerCalls(String part) throws Exception {
        assumeTrue(python("-c", "import grpc, grpc_tools").code == 0, "Python or its package grpcio-tools is missing");
        copy(GrpcDriver.class, "/xooai.proto");
        copy(HealthGrpc.class, "/grpc/health/v1/health.proto");
        copy(ServerReflectionGrpc.class, "/grpc/reflection/v1/reflection.proto");
        Probe probe = new Probe();
        try (probe;
                GrpcServer server = GrpcServer.start(URI.create("grpc://127.0.0.1:0"), probe, ServeSettings.DEFAULT)) {
            String script = Path.of("src", "test", "python", "peer.py").toString();
            Said said = python(script, part, "127.0.0.1:" + server.address().getPort(), directory.toString());
            probe.release();

            assertThat(said.code).as(said.text).isZero();
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

    /// What a run of Python said, and its exit status.
    private record Said(int code, String text) {}

    private static Said python(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        if (Files.isDirectory(PACKAGES)) {
            environment.put("PYTHONPATH", PACKAGES.toAbsolutePath().toString());
        }
        Path output = Files.createTempFile("python", ".txt");
        try {
            Process process = builder.redirectOutput(output.toFile()).start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return new Said(-1, "no end within " + PATIENCE_SECONDS + " s: " + Files.readString(output));
            }
            return new Said(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            return new Said(-1, "python3 cannot be run: " + e.getMessage());
        } finally {
            Files.delete(output);
        }
    }
}
