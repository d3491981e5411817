package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPortInUseIsToldWithTheWayOut() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    "port " + taken.getLocalPort() + " is in use",
                    flow(),
                    "--http",
                    String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void anotherAddressNeedsATokenAndTls() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef0123456789abcdef");
        assertRefused("needs a token", flow(), "--http", "0", "--host", "0.0.0.0");
        assertRefused("TLS", flow(), "--http", "0", "--host", "0.0.0.0", "--token-file", token.toString());
    }

    @Test
    void aWeakTokenIsRefused() throws IOException {
        Path weak = Files.writeString(folder.resolve("token"), "secret");
        assertRefused("too easy to guess", flow(), "--http", "0", "--token-file", weak.toString());
        assertThat(Run.of("serve", flow(), "--token", "secret").code()).isEqualTo(2);
    }

    @Test
    void certificatesThatAreMissingAreTold() throws IOException {
        assertRefused("none.pem", flow(), "--http", "0", "--tls-cert", "none.pem", "--tls-key", "none.pem");
        assertThat(Run.of("serve", flow(), "--tls-cert", "none.pem").code()).isEqualTo(2);
    }

    @Test
    void aFlowThatCannotRunIsRefusedWithEveryProblem() throws IOException {
        Path wrong = FlowFiles.write(folder, "wrong.flow.json", """
            {"xooai": 1, "name": "wrong", "nodes": {
              "a": {"use": "class:acme.Missing", "on": "x"},
              "b": {"use": "class:acme.Whisper", "on": "sing"}}}
            """);
        Run run = Run.of("serve", wrong.toString(), "--http", "0");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(2).contains("a: ", "acme.Missing", "b: ", "sing");
    }

    @Test
    void aVariableThatIsNotSetIsRefusedAtTheStart() throws IOException {
        Path file = FlowFiles.write(
                folder,
                "env.flow.json",
                FlowFiles.of(
                        "env",
                        "{\"use\": \"class:acme.Shout\", \"on\": \"shout\", \"config\": {\"mark\":"
                                + " \"${env:XOOAI_NOT_SET}\"}}"));
        Run run = Run.of("serve", file.toString(), "--http", "0");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        "note: the flow reads the environment variables XOOAI_NOT_SET",
                        "only: uses ${env:XOOAI_NOT_SET}, and the environment variable XOOAI_NOT_SET is not set");
    }

    @Test
    void whatIsNoExecutorIsNotServed() {
        assertRefused("there is no class acme.Missing", "acme.Missing", "--http", "0");
        assertRefused("is not an executor", "class:acme.Unwanted", "--http", "0");
    }

    private String flow() throws IOException {
        return FlowFiles.write(folder, "s.flow.json", FlowFiles.SHOUTING).toString();
    }

    private static void assertRefused(String message, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "serve";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Run run = Run.of(all);
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains(message);
    }
}
