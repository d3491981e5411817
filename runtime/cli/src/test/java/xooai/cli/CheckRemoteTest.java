package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import acme.Whisper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.driver.ServeSettings;
import xooai.driver.Server;

class CheckRemoteTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aServedExecutorThatFitsIsNoProblem() throws IOException {
        try (Server server = new Whisper().serve("http://127.0.0.1:0")) {
            for (String node : new String[] {
                "{\"use\": \"" + server.address() + "/whisper\"}",
                "{\"use\": \"" + server.address() + "\", \"on\": \"whisper\"}"
            }) {
                Run run = check(FlowFiles.of("f", node));
                assertThat(run.code()).as(run.out() + run.err()).isZero();
            }
        }
    }

    @Test
    void aServedExecutorThatDoesNotFitIsToldByNode() throws IOException {
        try (Server server = new Whisper().serve("http://127.0.0.1:0")) {
            Run run = check("""
                {"xooai": 1, "name": "f", "gateway": "%s", "nodes": {
                  "lacking": {"use": "whisper/sing"},
                  "absent": {"use": "nobody/sing"},
                  "prepare": {"use": "class:acme.Frame"},
                  "wrong": {"use": "whisper/whisper", "needs": ["prepare"]}}}
                """.formatted(server.address().resolve("/")));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .contains("lacking: whisper has no endpoint `sing`")
                    .contains("absent: there is no executor `nobody` at http://")
                    .contains("wrong: the wire prepare → wrong does not fit: wrong takes Text");
        }
    }

    @Test
    void anAddressThatAnswersGarbageOrNothingIsToldByNode() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (BadServer garbage = BadServer.garbage();
                BadServer page = BadServer.page();
                BadServer endless = BadServer.endless()) {
            Run run = check("""
                {"xooai": 1, "name": "f", "nodes": {
                  "garbage": {"use": "%s/e"}, "page": {"use": "%s/e"}, "endless": {"use": "%s/e"},
                  "nothing": {"use": "http://127.0.0.1:%d/e/e"}}}
                """.formatted(garbage.address(), page.address(), endless.address(), free));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out().lines()).hasSize(4);
            assertThat(run.out().lines().map(line -> line.substring(0, line.indexOf(':'))))
                    .containsExactly("garbage", "page", "endless", "nothing");
            assertThat(run.out()).contains("127.0.0.1:" + free).doesNotContain("\u001b");
        }
    }

    @Test
    void aHostThatAsksForATokenIsAskedWithItsOwn() throws IOException {
        String token = "0123456789abcdef0123456789ABCDEF";
        try (Server server = new Whisper().serve("http://127.0.0.1:0", ServeSettings.DEFAULT.withToken(token))) {
            String flow = FlowFiles.of("f", "{\"use\": \"" + server.address() + "/whisper\"}");

            Run without = check(flow);
            assertThat(without.code()).isEqualTo(1);
            assertThat(without.out()).contains("it answered: this server needs a token");

            Path tokens = Files.writeString(
                    folder.resolve("tokens"), "127.0.0.1:" + server.address().getPort() + " " + token + "\n");
            Run with = Run.of(
                    "check",
                    FlowFiles.write(folder, "f.flow.json", flow).toString(),
                    "--remote",
                    "--remote-tokens",
                    tokens.toString());
            assertThat(with.code()).as(with.out() + with.err()).isZero();
        }
    }

    @Test
    void withoutBeingAskedNoAddressIsCalled() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = FlowFiles.write(
                    folder,
                    "f.flow.json",
                    FlowFiles.of("f", "{\"use\": \"http://127.0.0.1:" + silent.getLocalPort() + "/e/e\"}"));
            assertThat(Run.of("check", file.toString()).code()).isZero();
        }
    }

    private Run check(String json) throws IOException {
        Path file = FlowFiles.write(folder, "f.flow.json", json);
        return Run.of("check", file.toString(), "--remote");
    }
}
