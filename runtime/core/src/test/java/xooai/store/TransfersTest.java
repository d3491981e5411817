package xooai.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Content;
import xooai.driver.CountingStore;

/// Whoever listens hears what moves and how far it is; whoever does not costs nothing.
final class TransfersTest {
    private static final byte[] BYTES = random();
    private static final String SIGNATURE = Content.sign(BYTES);

    @TempDir
    private Path folder;

    private CountingStore store;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final Transfers listener = (way, what, size) -> {
        heard.add(way + " " + size);
        return new Transfers.Transfer() {
            private long furthest;

            @Override
            public void at(long position) {
                furthest = Math.max(furthest, position);
            }

            @Override
            public void end() {
                heard.add("ended at " + furthest);
            }
        };
    };

    @BeforeEach
    void open() {
        store = new CountingStore(DirectoryStore.open(folder.resolve("store"), DirectoryStore.Bounds.DEFAULT));
    }

    private static byte[] random() {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @Test
    void contentThatIsPutIsToldToItsEnd() throws Exception {
        Content stored = Stores.of("media", store).put(Content.ofBytes(BYTES, "image/png"), listener);
        assertThat(stored.signature()).isEqualTo(SIGNATURE);
        assertThat(stored.mediaType()).isEqualTo("image/png");
        assertThat(heard).containsExactly("PUT 300000", "ended at 300000");
    }

    @Test
    void contentThatTheStoreHasDoesNotMove() throws Exception {
        Stores stores = Stores.of("media", store);
        stores.put(Content.ofBytes(BYTES, null));
        stores.put(Content.ofBytes(BYTES, null), listener);
        assertThat(heard).containsExactly("PUT 300000", "ended at 0");
    }

    @Test
    void contentThatIsGotIsToldOnceAndNotAgainFromTheCache() throws Exception {
        store.put(new ByteArrayInputStream(BYTES));
        FetchPolicy policy = FetchPolicy.NONE
                .withStores(Stores.of("media", store))
                .withCache(Cache.open(folder.resolve("cache"), DirectoryStore.Bounds.DEFAULT))
                .withTransfers(listener);
        Content content = Content.at(new StoreRef("media", SIGNATURE).toString(), SIGNATURE, BYTES.length, null)
                .from(policy.source());
        assertThat(content.bytes()).isEqualTo(BYTES);
        assertThat(content.bytes()).isEqualTo(BYTES);
        assertThat(heard).containsExactly("GET 300000", "ended at 300000");
    }

    @Test
    void aFileThatIsReadForItsSignatureIsTold() throws Exception {
        Path file = Files.write(folder.resolve("file"), BYTES);
        assertThat(FileSignatures.of(file, listener)).isEqualTo(SIGNATURE);
        assertThat(heard).containsExactly("READ 300000", "ended at 300000");
    }

    @Test
    void whereNobodyListensStreamsAndContentStayAsTheyAre() throws Exception {
        InputStream in = new ByteArrayInputStream(BYTES);
        assertThat(Transfers.NONE.watched(Transfers.Way.GET, "there", -1, in)).isSameAs(in);
    }

    @Test
    void theListenerOfEitherPolicyIsThatOfBoth() {
        FetchPolicy listening = FetchPolicy.PUBLIC.withTransfers(listener);
        assertThat(FetchPolicy.OWN.and(listening).transfers()).isSameAs(listener);
        assertThat(listening.and(FetchPolicy.OWN).transfers()).isSameAs(listener);
    }
}
