package xooai.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import xooai.codec.Limits;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Text;
import xooai.driver.Context;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.store.DirectoryStore;
import xooai.store.FetchPolicy;
import xooai.store.Stores;
import xooai.web.WebPeer.Answer;

/// What the contracts of files stand on: a desk that takes and gives them, served over a version of HTTP.
abstract class DeskContract {
    static final int LIMIT = 16 << 10;
    static final int STORE_LIMIT = 400_000;
    static final Map<String, String> MEANT = Map.of("xoo-upload", "1");
    static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";

    @TempDir
    Path folder;

    private final Desk desk = new Desk();
    WebPeer peer;

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

    final void serve(ServeSettings settings) throws Exception {
        peer.close();
        peer = serve(desk, settings);
    }

    static ServeSettings small() {
        return ServeSettings.DEFAULT.withLimits(new Limits(LIMIT, LIMIT, 64, 100));
    }

    final ServeSettings withStore() {
        DirectoryStore store = DirectoryStore.open(
                folder.resolve("store"), new DirectoryStore.Bounds(1 << 30, STORE_LIMIT, Duration.ofDays(1)));
        return small().withRefs(FetchPolicy.NONE.withStores(Stores.of("media", store)));
    }

    @AfterEach
    void close() {
        peer.close();
        desk.close();
    }

    static byte[] picture(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    final Answer post(String endpoint, String type, Map<String, String> more, byte[] body) throws IOException {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", type);
        return peer.send("POST", "/desk/" + endpoint, headers, body);
    }

    /// The parts of a form: the head of each, and its body.
    static byte[] form(Map<String, byte[]> parts) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        parts.forEach((head, body) -> {
            form.writeBytes(("--b0undary\r\nContent-Disposition: form-data; " + head + "\r\n\r\n").getBytes(UTF_8));
            form.writeBytes(body);
            form.writeBytes("\r\n".getBytes(UTF_8));
        });
        form.writeBytes("--b0undary--\r\n".getBytes(UTF_8));
        return form.toByteArray();
    }

    final Answer form(String endpoint, Map<String, byte[]> parts) throws IOException {
        return post(endpoint, "multipart/form-data; boundary=b0undary", MEANT, form(parts));
    }

    final long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file) && !file.endsWith("sweep.lock"))
                    .count();
        }
    }
}
