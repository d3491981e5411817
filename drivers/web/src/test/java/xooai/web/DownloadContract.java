package xooai.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.driver.CountingStore;
import xooai.store.DirectoryStore;
import xooai.store.FetchPolicy;
import xooai.store.Stores;
import xooai.web.WebPeer.Answer;

/// How an answer is given as a file.
public abstract class DownloadContract extends DeskContract {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "image/*",
                "text/plain, image/*;q=0.5",
                "image/png, application/json;q=0",
                "application/octet-stream"
            })
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
