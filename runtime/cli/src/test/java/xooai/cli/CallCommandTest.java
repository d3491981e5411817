package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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

class CallCommandTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theAnswerIsPrintedAsJsonWhateverTravels() {
        try (Server server = new Whisper().serve("http://127.0.0.1:0")) {
            for (String codec : new String[] {"json", "msgpack"}) {
                Run run = Run.of(
                        "call",
                        server.address() + "/whisper",
                        "--doc",
                        "{\"text\":\"ÄA\"}",
                        "--doc",
                        "{\"id\":\"b\",\"text\":\"B\"}",
                        "--codec",
                        codec);
                assertThat(run.code()).as(run.err()).isZero();
                assertThat(run.out()).contains("\"status\":\"OK\"", "\"text\":\"äa\"", "\"id\":\"b\"");
            }
        }
    }

    @Test
    void theAnswersOfAStreamArePrintedALineEach() {
        try (Server server = new Whisper().serve("http://127.0.0.1:0")) {
            Run run = Run.of("call", server.address() + "/spell", "--doc", "{\"text\":\"abc\"}", "--stream");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out().lines().toList())
                    .hasSize(3)
                    .allMatch(line -> line.startsWith("{\"docs\":["))
                    .last()
                    .asString()
                    .contains("\"text\":\"c\"");
        }
    }

    @Test
    void docsComeFromAFileToo() throws IOException {
        try (Server server = new Whisper().serve("http://127.0.0.1:0")) {
            for (String json :
                    new String[] {"{\"text\":\"A\"}", "[{\"text\":\"A\"}]", "{\"docs\":[{\"text\":\"A\"}]}"}) {
                Path file = Files.writeString(folder.resolve("docs.json"), json);
                Run run = Run.of("call", server.address() + "/whisper", "--file", file.toString());
                assertThat(run.code()).as(run.err()).isZero();
                assertThat(run.out()).contains("\"text\":\"a\"");
            }
        }
    }

    @Test
    void theParametersAndTheTimeOfARequestInAFileAreSent() throws IOException {
        try (Server server = new Whisper().serve("http://127.0.0.1:0")) {
            String address = server.address() + "/echo";
            String json = "{\"v\":1,\"rid\":\"r-1\",\"params\":{\"word\":\"hush\"},\"timeoutMs\":500000,"
                    + "\"docs\":[{\"text\":\"A\"}]}";
            Path file = Files.writeString(folder.resolve("request.json"), json);
            for (String codec : new String[] {"json", "msgpack"}) {
                Run run = Run.of("call", address, "--file", file.toString(), "--codec", codec);
                assertThat(run.code()).as(run.err()).isZero();
                assertThat(run.out()).containsPattern("hush within 4\\d\\d s").contains("\"rid\":\"r-1\"");
            }
            Run told = Run.of("call", address, "--file", file.toString(), "--timeout", "20s");
            assertThat(told.out()).containsPattern("hush within 1\\d s");
        }
    }

    @Test
    void aRequestInAFileThatIsNoneIsRefusedBeforeAnythingIsSent() throws IOException {
        for (String json :
                new String[] {"{\"v\":2,\"docs\":[]}", "{\"docs\":[],\"params\":5}", "{\"docs\":[],\"timeoutMs\":-5}"
                }) {
            Path file = Files.writeString(folder.resolve("request.json"), json);
            Run run = Run.of("call", "http://127.0.0.1:1/flow", "--file", file.toString());
            assertThat(run.code()).as(json).isEqualTo(1);
            assertThat(run.err()).as(json).hasLineCount(1).contains("cannot send the file");
        }
    }

    @Test
    void aFileWithoutEndIsReadUpToTheLimit() {
        Path endless = Path.of("/dev/zero");
        assumeThat(endless).exists();
        Run run = Run.of("call", "http://127.0.0.1:1/flow", "--file", endless.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("larger than the limit of 16777216 bytes");
    }

    @Test
    void aRequestThatFailsIsASentenceAndExitCodeOne() {
        try (Server server = new Whisper().serve("http://127.0.0.1:0")) {
            assertFails("sing", server.address() + "/sing");
            assertFails(
                    "nothing is served at that path",
                    server.address().resolve("/nobody/sing").toString());
        }
    }

    @Test
    void docsThatAreNoneAreRefusedBeforeAnythingIsSent() throws IOException {
        String nowhere = "http://127.0.0.1:1/flow";
        for (String doc :
                new String[] {"", "{", "5", "\"text\"", "{\"text\":\"a\"} more", "{\"a\":1,\"a\":2}", "{\"type\":7}"}) {
            Run run = Run.of("call", nowhere, "--doc", doc);
            assertThat(run.code()).as(doc).isEqualTo(1);
            assertThat(run.err()).as(doc).hasLineCount(1).containsAnyOf("cannot read the doc", "cannot send");
        }
        Run missing =
                Run.of("call", nowhere, "--file", folder.resolve("none.json").toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).hasLineCount(1).contains("none.json: there is no such file");
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        for (String uri :
                new String[] {"flow", "http:/flow", "http://a b/flow", "gopher://host/flow", "http://u:p@host/flow"}) {
            Run run = Run.of("call", uri, "--doc", "{\"text\":\"a\"}");
            assertThat(run.code()).as(uri).isEqualTo(1);
            assertThat(run.err()).as(uri).hasLineCount(1);
        }
    }

    @Test
    void anAddressThatAnswersNothingOrGarbageOrEndlesslyFailsInTime() throws IOException {
        try (BadServer silent = BadServer.silent();
                BadServer garbage = BadServer.garbage();
                BadServer page = BadServer.page();
                BadServer endless = BadServer.endless()) {
            assertFails("127.0.0.1:" + silent.port(), silent.address(), "--timeout", "300ms");
            assertFails("127.0.0.1:" + garbage.port(), garbage.address(), "--timeout", "20s");
            assertFails("127.0.0.1:" + page.port(), page.address(), "--timeout", "20s");
            assertFails("127.0.0.1:" + endless.port(), endless.address(), "--timeout", "20s");
        }
    }

    @Test
    void aPortWhereNobodyListensIsToldWithItsAddress() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertFails("127.0.0.1:" + port, "http://127.0.0.1:" + port + "/flow");
    }

    @Test
    void aTokenComesFromItsFileAndNowhereElse() throws IOException {
        ServeSettings guarded = ServeSettings.DEFAULT.withToken(TOKEN);
        try (Server server = new Whisper().serve("http://127.0.0.1:0", guarded)) {
            String address = server.address() + "/whisper";
            assertFails("Tried to call " + address + ": this server needs a token", address);
            assertFails("; --token-file gives it", address, "--stream");
            Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
            Run run = Run.of("call", address, "--doc", "{\"text\":\"A\"}", "--token-file", file.toString());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(Run.of("call", address, "--doc", "{}", "--token", TOKEN).code())
                    .isEqualTo(2);
        }
    }

    @Test
    void anAddressIsDescribedOverTheWire() {
        try (Server server = new Whisper().serve("http://127.0.0.1:0")) {
            Run all = Run.of("describe", server.address().resolve("/").toString());
            assertThat(all.code()).as(all.err()).isZero();
            assertThat(all.out()).contains("\"executors\"", "\"whisper\"", "\"late\"");
            assertThat(Run.of("describe", server.address().toString()).out()).isEqualTo(all.out());
            Run missing = Run.of("describe", server.address().resolve("/nobody").toString());
            assertThat(missing.code()).isEqualTo(1);
            assertThat(missing.err()).hasLineCount(1).contains("there is no `nobody`", "whisper");
        }
    }

    private static void assertFails(String named, String uri, String... more) {
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"call", uri, "--doc", "{\"text\":\"A\"}"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        Run run = Run.of(arguments);
        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains(named).doesNotContain("\u001b");
        assertThat(run.out()).isEmpty();
    }
}
