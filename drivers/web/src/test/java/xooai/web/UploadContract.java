package xooai.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Limits;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.driver.CountingStore;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.store.DirectoryStore;
import xooai.store.FetchPolicy;
import xooai.store.Stores;
import xooai.web.WebPeer.Answer;

/// What every driver that speaks a version of HTTP does with files that are uploaded and downloaded as they are.
public abstract class UploadContract {
    private static final int LIMIT = 16 << 10;
    private static final int STORE_LIMIT = 400_000;
    private static final Map<String, String> MEANT = Map.of("xoo-upload", "1");
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";

    @TempDir
    private Path folder;

    private final Desk desk = new Desk();
    private WebPeer peer;

    /// Serves that.
    protected abstract WebPeer serve(Service service, ServeSettings settings) throws Exception;

    /// A doc of one's own, with files in it.
    public record Letter(Text text, Image seal, List<Image> pages) implements Doc {}

    /// What takes and gives files.
    public static final class Desk extends Executor {
        /// What is known of each picture, and its signature.
        @Post
        public Text look(Image image, Context context) {
            String signature = Content.sign(image.content().bytes());
            return Text.of(image.content().mediaType() + " " + signature + " " + context.params());
        }

        /// The text itself.
        @Post
        public Text read(Text text) {
            return Text.of(text.text());
        }

        /// What kind of doc each is.
        @Post
        public Text any(Doc doc) {
            return Text.of(doc.getClass().getSimpleName());
        }

        /// What is in a letter.
        @Post
        public Text open(Letter letter) {
            return Text.of(letter.text().text() + " "
                    + Content.sign(letter.seal().content().bytes()) + " "
                    + letter.pages().size() + " " + letter.seal().content().mediaType());
        }

        /// The pictures as they came.
        @Post
        public DocArray<Image> back(DocArray<Image> images) {
            return images;
        }
    }

    @BeforeEach
    void serveWithoutStore() throws Exception {
        peer = serve(desk, small());
    }

    private void serve(ServeSettings settings) throws Exception {
        peer.close();
        peer = serve(desk, settings);
    }

    private static ServeSettings small() {
        return ServeSettings.DEFAULT.withLimits(new Limits(LIMIT, LIMIT, 64, 100));
    }

    private ServeSettings withStore() {
        DirectoryStore store = DirectoryStore.open(
                folder.resolve("store"), new DirectoryStore.Bounds(1 << 30, STORE_LIMIT, Duration.ofDays(1)));
        return small().withRefs(FetchPolicy.NONE.withStores(Stores.of("media", store)));
    }

    @AfterEach
    void close() {
        peer.close();
        desk.close();
    }

    private static byte[] picture(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private Answer post(String endpoint, String type, Map<String, String> more, byte[] body) throws IOException {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", type);
        return peer.send("POST", "/desk/" + endpoint, headers, body);
    }

    /// The parts of a form: the head of each, and its body.
    private static byte[] form(Map<String, byte[]> parts) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        parts.forEach((head, body) -> {
            form.writeBytes(("--b0undary\r\nContent-Disposition: form-data; " + head + "\r\n\r\n").getBytes(UTF_8));
            form.writeBytes(body);
            form.writeBytes("\r\n".getBytes(UTF_8));
        });
        form.writeBytes("--b0undary--\r\n".getBytes(UTF_8));
        return form.toByteArray();
    }

    private Answer form(String endpoint, Map<String, byte[]> parts) throws IOException {
        return post(endpoint, "multipart/form-data; boundary=b0undary", MEANT, form(parts));
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file) && !file.endsWith("sweep.lock"))
                    .count();
        }
    }

    @Test
    void aFileIsADocOfWhatTheEndpointTakes() throws Exception {
        Answer answer = post("look", "image/png", MEANT, picture(1_000));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("image/png " + Content.sign(picture(1_000)));
        assertThat(post("read", "text/plain; charset=utf-8", MEANT, "Ä".getBytes(UTF_8))
                        .text())
                .contains("\"text\":\"Ä\"");
        assertThat(post("any", "video/mp4", MEANT, picture(10)).text()).contains("\"Video\"");
        assertThat(post("look", "application/octet-stream", MEANT, picture(10)).text())
                .contains("null sha256:");
    }

    @Test
    void aFileLargerThanAMessageGoesIntoTheStore() throws Exception {
        serve(withStore());

        assertThat(post("look", "image/png", MEANT, picture(300_000)).text()).contains(Content.sign(picture(300_000)));
        assertThat(files()).isOne();
    }

    @Test
    void aFileThatIsTooLargeIs413AndLeavesNothing() throws Exception {
        serve(withStore());
        Answer store = post("look", "image/png", MEANT, picture(STORE_LIMIT + 1));

        assertThat(store.status()).isEqualTo(413);
        assertThat(store.text()).contains("over the limit of " + STORE_LIMIT + " bytes");
        assertThat(files()).isZero();
        serve(small());
        assertThat(post("look", "image/png", MEANT, picture(LIMIT + 1)).status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "text/plain", "multipart/form-data; boundary=x", "application/octet-stream"})
    void anUploadThatAForeignPageCouldSendIsRefused(String type) throws Exception {
        Answer answer = post("look", type, Map.of(), picture(10));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text()).contains("xoo-upload: 1");
    }

    @Test
    void aTokenIsEnough() throws Exception {
        serve(small().withToken(TOKEN));

        assertThat(post("look", "image/png", Map.of("Authorization", "Bearer " + TOKEN), picture(10))
                        .status())
                .isEqualTo(200);
        assertThat(post("look", "image/png", MEANT, picture(10)).status()).isEqualTo(401);
    }

    @Test
    void theFilesOfAFormAreDocsAndItsFieldsAreParameters() throws Exception {
        serve(withStore());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png", picture(100_000));
        parts.put("name=\"file\"; filename=\"b.JPG\"\r\nContent-Type: application/octet-stream", picture(20));
        parts.put("name=\"top_k\"", "5".getBytes(UTF_8));
        parts.put("name=\"lang\"", "en".getBytes(UTF_8));

        Answer answer = form("look", parts);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("image/png " + Content.sign(picture(100_000)))
                .contains("image/jpeg " + Content.sign(picture(20)))
                .contains("top_k=5", "lang=en");
    }

    @Test
    void aFormMayHoldTheRequestWhoseRefsNameItsFiles() throws Exception {
        serve(withStore());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("name=\"seal\"; filename=\"s.png\"\r\nContent-Type: image/png", picture(30_000));
        parts.put("name=\"request\"\r\nContent-Type: application/json", """
            {"docs":[{"text":{"text":"hello"},"seal":{"ref":"cid:seal"},"pages":[{"ref":"cid:page"}]}]}\
            """.getBytes(UTF_8));
        parts.put("name=\"page\"; filename=\"p.png\"\r\nContent-Type: image/png", picture(40_000));

        assertThat(form("open", parts).text()).contains("hello " + Content.sign(picture(30_000)) + " 1 image/png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"docs\":[{\"ref\":\"cid:b\"}]}|there is no part `b`",
                "{\"docs\":[{\"ref\":\"data:,x\"}]}|no ref in `request` names the part `a`",
                "{\"docs\":[|INVALID_ARGUMENT",
                "[]|INVALID_ARGUMENT"
            })
    void aRequestThatDoesNotFitItsFilesIs400(String request, String why) throws Exception {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("name=\"request\"", request.getBytes(UTF_8));
        parts.put("name=\"a\"; filename=\"a.png\"", picture(10));

        Answer answer = form("back", parts);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b0undary",
                "--b0undary--\r\n",
                "--b0undary\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.png\"\r\n\r\nhalf",
                "--b0undary\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b0undary--\r\n",
                "--b0undary\r\nX: %s\r\n\r\nx\r\n--b0undary--\r\n",
                "plain"
            })
    void aFormThatIsNoneIsRefusedAndLeavesNothing(String body) throws Exception {
        serve(withStore());
        byte[] sent = body.replace("%s", "x".repeat(9_000)).getBytes(UTF_8);

        Answer answer = post("look", "multipart/form-data; boundary=b0undary", MEANT, sent);

        assertThat(answer.status()).isBetween(400, 431);
        assertThat(answer.text()).contains("\"error\"");
        assertThat(files()).isZero();
    }

    @Test
    void theFieldsOfAFormTakeNoMoreThanAMessageTogether() throws Exception {
        serve(withStore());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            parts.put("name=\"f" + i + "\"", "x".repeat(LIMIT / 4).getBytes(UTF_8));
        }

        Answer answer = form("look", parts);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("over the limit of " + LIMIT + " bytes");
    }

    @Test
    void aFormWhoseRequestNamesAnotherEndpointIs400() throws Exception {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("name=\"request\"", "{\"endpoint\":\"open\",\"docs\":[{\"ref\":\"cid:a\"}]}".getBytes(UTF_8));
        parts.put("name=\"a\"; filename=\"a.png\"", picture(10));

        assertThat(form("back", parts).text()).contains("the address names the endpoint `back` and the body `open`");
    }

    @Test
    void theParametersOfARequestAndTheFieldsBesideItAreAllTaken() throws Exception {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("name=\"request\"", "{\"params\":{\"a\":1,\"b\":2},\"docs\":[{\"ref\":\"cid:x\"}]}".getBytes(UTF_8));
        parts.put("name=\"b\"", "3".getBytes(UTF_8));
        parts.put("name=\"x\"; filename=\"a.png\"", picture(10));

        assertThat(form("look", parts).text()).contains("a=1", "b=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png|read", "video/mp4|look", "text/plain|look"})
    void aFileOfAnotherTypeThanTheEndpointsIs415(String sent) throws Exception {
        String[] typeAndEndpoint = sent.split("\\|", 2);

        Answer answer = post(typeAndEndpoint[1], typeAndEndpoint[0], MEANT, picture(10));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text()).contains("the endpoint takes", "and is given");
    }

    @Test
    void aPictureOfUnknownTypeIsAPicture() throws Exception {
        Answer answer =
                post("back", "application/octet-stream", Map.of("xoo-upload", "1", "Accept", "image/*"), picture(10));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/octet-stream");
    }

    @Test
    void aStoreThatStandsStillEndsADownloadAtItsDeadline() throws Exception {
        CountingStore store =
                new CountingStore(DirectoryStore.open(folder.resolve("store"), DirectoryStore.Bounds.DEFAULT));
        serve(small().withRefs(FetchPolicy.NONE.withStores(Stores.of("media", store))));
        store.read(in -> new InputStream() {
            @Override
            public int read() throws IOException {
                return read(new byte[1], 0, 1);
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                try {
                    new CountDownLatch(1).await();
                    throw new AssertionError("nobody counts down");
                } catch (InterruptedException e) {
                    throw new InterruptedIOException(e.getMessage());
                }
            }
        });

        Answer answer = post(
                "back",
                "image/png",
                Map.of("xoo-upload", "1", "Accept", "image/png", "xoo-timeout-ms", "500"),
                picture(300_000));

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.text()).contains("DEADLINE_EXCEEDED");
    }

    @Test
    void aStoreThatIsFullIs507() throws Exception {
        CountingStore store =
                new CountingStore(DirectoryStore.open(folder.resolve("store"), DirectoryStore.Bounds.DEFAULT));
        serve(small().withRefs(FetchPolicy.NONE.withStores(Stores.of("media", store))));
        store.fail(new XooaiException(Code.RESOURCE_EXHAUSTED, "the disk is full"));

        Answer answer = post("look", "image/png", MEANT, picture(100));

        assertThat(answer.status()).isEqualTo(507);
        assertThat(answer.text()).contains("the disk is full");
    }

    @Test
    void aFormOfMoreThanAThousandPartsIsRefused() throws Exception {
        serve(withStore());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i <= 1_000; i++) {
            parts.put("name=\"f" + i + "\"", new byte[] {'1'});
        }

        assertThat(form("look", parts).text()).contains("more than 1000 parts");
    }

    @Test
    void whatTheEndpointDoesNotTakeIs415() throws Exception {
        Answer letter = post("open", "image/png", MEANT, picture(10));
        Answer unknown = post("any", "application/octet-stream", MEANT, picture(10));

        assertThat(List.of(letter.status(), unknown.status())).containsOnly(415);
        assertThat(letter.text()).contains("the endpoint takes Letter", "cid:NAME");
        assertThat(post("look", "image/png", Map.of("xoo-upload", "1", "Content-Encoding", "gzip"), picture(10))
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/*", "text/plain, image/*;q=0.5", "application/octet-stream"})
    void theAnswersOneDocIsDownloadedByAccept(String accept) throws Exception {
        serve(withStore());

        Answer answer = post("back", "image/png", Map.of("xoo-upload", "1", "Accept", accept), picture(300_000));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("image/png");
        assertThat(answer.header("content-security-policy")).contains("sandbox");
        assertThat(answer.body()).isEqualTo(picture(300_000));
    }

    @Test
    void anAnswerThatIsNoFileOfThatTypeIs406() throws Exception {
        Map<String, String> wanted = Map.of("xoo-upload", "1", "Accept", "image/png");
        Map<String, byte[]> two = new LinkedHashMap<>();
        two.put("name=\"a\"; filename=\"a.png\"", picture(10));
        two.put("name=\"b\"; filename=\"b.png\"", picture(20));

        Answer text = post("look", "image/png", wanted, picture(10));
        Answer many = post("back", "multipart/form-data; boundary=b0undary", wanted, form(two));

        assertThat(List.of(text.status(), many.status())).containsOnly(406);
        assertThat(many.text()).contains("the answer has 2 docs");
    }

    @Test
    void aCallWithAnEnvelopeMayBeDownloadedToo() throws Exception {
        Answer answer = peer.send(
                "POST",
                "/desk/read",
                Map.of("Content-Type", "application/json", "Accept", "text/plain"),
                "{\"docs\":[{\"text\":\"Ä\"}]}".getBytes(UTF_8));
        Answer failed = peer.send(
                "POST",
                "/desk/read",
                Map.of("Content-Type", "application/json", "Accept", "text/plain"),
                "{\"docs\":[{\"ref\":\"file:///etc/passwd\"}]}".getBytes(UTF_8));

        assertThat(answer.text()).isEqualTo("Ä");
        assertThat(failed.status()).isEqualTo(403);
        assertThat(failed.text()).contains("PERMISSION_DENIED");
    }
}
