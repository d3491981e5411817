package xooai.executor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Docs;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.Server;
import xooai.flow.Flow;

/// An executor that is elsewhere is called as one that is here.
class RemoteExecutorTest {
    record Page(Content body, @Nullable Map<String, String> link) implements Doc {}

    @ThreadSafe
    static final class Reading extends Executor {
        @Post
        public DocArray<Text> echo(DocArray<Text> docs) {
            return docs;
        }

        @Post
        public Text read(Text doc) {
            return Text.of("read " + doc.text());
        }

        @Post
        public DocArray<Page> pages(DocArray<Page> docs) {
            docs.forEach(page -> assertThat(page.body().isInline()).isTrue());
            return docs;
        }
    }

    @TempDir
    private Path directory;

    private final Executor reading = new Reading();
    private Server server;

    @BeforeEach
    void serve() {
        server = reading.serve("inprocess://0");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private RemoteExecutor remote(String path) {
        return Executor.at(server.address() + path);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("file.txt"), text);
    }

    @Test
    void itHasTheSamePost() {
        DocArray<Text> docs = DocArray.of(Text.of("a"));

        assertThat(remote("").post("read", docs)).isEqualTo(reading.post("read", docs));
        assertThat(remote("/read").post(docs)).isEqualTo(reading.post("read", docs));
    }

    @Test
    void itSaysOfItselfWhatIsServedThere() {
        assertThat(remote("").name()).isEqualTo("reading");
        assertThat(remote("").describe().endpoints())
                .isEqualTo(reading.describe().endpoints());
        assertThat(remote("/read").endpoint()).isEqualTo("read");
        assertThat(remote("").endpoint()).isNull();
    }

    @Test
    void aFileIsReadHereAndComesBackAsItWas() throws IOException {
        Text file = Text.at(file("secret").toString());

        assertThat(remote("").post("read", DocArray.of(file))).containsExactly(Text.of("read secret"));
        assertThat(json(remote("").post("echo", DocArray.of(file)))).isEqualTo(json(DocArray.of(file)));
        assertThat(json(remote("")
                        .post("echo", DocArray.of(Text.at(file("x").toUri().toString())))))
                .contains("\"ref\":\"file:");
    }

    @Test
    void aFileWithinADocIsReadToo() throws IOException {
        Page page = new Page(Content.at(file("secret").toString()), Map.of("ref", "no-file"));

        DocArray<Doc> typed = remote("").post("pages", DocArray.of(page));
        DocArray<Doc> untyped = remote("")
                .post("pages", DocArray.of(Docs.untyped(DocArray.of(page).slot(0))));

        assertThat(json(typed)).isEqualTo(json(DocArray.of(page)));
        assertThat(json(untyped)).isEqualTo(json(DocArray.of(page)));
    }

    @Test
    void aFileThatIsNotThereFailsBeforeTheCall() {
        assertThatThrownBy(() -> remote("").post("read", DocArray.of(Text.at("not/there.txt"))))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessageContaining("Tried to read not/there.txt to send it");
    }

    @Test
    void aSchemeWithoutADriverListsThoseThereAre() {
        assertThatThrownBy(() -> Executor.at("gopher://a.b/c"))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNIMPLEMENTED))
                .hasMessageContaining("no driver for `gopher:` is installed; installed are inprocess");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "echo",
                "http:",
                "/a/b",
                "http://",
                "http:///x",
                "a b",
                "http://a b/c",
                "http://u:p@a.b/c",
                "http://a.b/c?token=secret",
                "http://a.b/c#d"
            })
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> Executor.at(address))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessageNotContaining("secret");
    }

    @Test
    void nothingServedIsUnavailable() {
        server.close();

        var failure = remote("").call("read", DocArray.of(Text.of("a")), call -> {});

        assertThat(Objects.requireNonNull(failure.error()).code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(List.of(failure.docs())).containsExactly(DocArray.empty());
    }

    private static String json(DocArray<? extends Doc> docs) {
        return new String(Codec.JSON.writeDocs(docs), UTF_8);
    }

    /// Gives docs that point at another host.
    @ThreadSafe
    static final class Pointing extends Executor {
        @Post
        public DocArray<Text> point(DocArray<Text> docs) {
            return docs.map(doc -> Text.at("http://inside.example/" + doc.text()));
        }
    }

    @Test
    void refsThatARemoteNodeGivesComeUnderThePolicyOfTheRequest() {
        try (Server pointing = new Pointing().serve("inprocess://0");
                Flow flow = Flow.named("flow")
                        .add("there", Flow.use(pointing.address() + "/point"))
                        .add("here", Flow.use(new Reading()).on("read").needs("there"))
                        .build();
                Server strict = flow.serve("inprocess://0");
                RemoteExecutor caller = Executor.at(strict.address().toString())) {
            Slot<Text> refused =
                    caller.<Text>post("", DocArray.of(Text.of("a"))).slot(0);
            assertThat(refused.error()).isNotNull();
            assertThat(refused.error().code()).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(refused.error().message()).contains("`http:` is not allowed");

            // For this program itself nothing is in the way but that no driver is here that fetches.
            Slot<Text> own = flow.<Text>post("", DocArray.of(Text.of("a"))).slot(0);
            assertThat(own.error()).isNotNull();
            assertThat(own.error().message()).contains("no driver for `http:`");
        }
    }

    @Test
    void runServesAtAnAddressOfItsOwnWhenNoneIsGiven() {
        // No driver for HTTP is on this class path, so that the address it chose is in the refusal.
        assertThatThrownBy(() -> new Reading().run())
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("no driver for `http:`");
    }
}
