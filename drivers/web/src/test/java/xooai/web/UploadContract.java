package xooai.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.driver.CountingStore;
import xooai.store.DirectoryStore;
import xooai.store.FetchPolicy;
import xooai.store.Stores;
import xooai.web.WebPeer.Answer;

/// What is done with files that are uploaded as they are.
public abstract class UploadContract extends DeskContract {
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

    @ParameterizedTest
    @ValueSource(strings = {"image/png|read", "video/mp4|look", "text/plain|look"})
    void aFileOfAnotherTypeThanTheEndpointsIs415(String sent) throws Exception {
        String[] typeAndEndpoint = sent.split("\\|", 2);

        Answer answer = post(typeAndEndpoint[1], typeAndEndpoint[0], MEANT, picture(10));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text()).contains("the endpoint takes", "and is given");
    }

    @Test
    void aStoreThatIsFullIs507() throws Exception {
        CountingStore store =
                new CountingStore(DirectoryStore.open(folder.resolve("store"), DirectoryStore.Bounds.DEFAULT));
        serve(small().withRefs(FetchPolicy.NONE.withStores(Stores.of("media", store))));
        store.fail(new XooaiException(Code.RESOURCE_EXHAUSTED, store + " is full"));

        Answer answer = post("look", "image/png", MEANT, picture(LIMIT + 1));

        assertThat(answer.status()).isEqualTo(507);
        assertThat(answer.text()).contains("`media` is full");
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
}
