package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.doc.Content;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Image;
import xooai.doc.SignedStream;
import xooai.doc.Text;
import xooai.executor.RemoteExecutor;
import xooai.flow.Flow;
import xooai.store.FetchPolicy;

/// What every driver does alike with large content: it goes through the store that both sides know, once, and is
/// fetched by nobody who does not ask for it.
public abstract class StoredContentContract extends SharedStoreContract {
    private static final int CALLERS = 100;
    private static final int HUGE_MIB = Scale.of(1024, 96);

    @Test
    void largeContentGoesThroughTheStoreAndIsFetchedWhenItIsAskedFor() {
        DocArray<Image> picture = picture(LARGE);

        assertThat(said(remote.post("glance", picture))).isEqualTo("false " + LARGE);
        assertThat(theirs.gets()).isZero();
        assertThat(said(remote.post("study", picture)))
                .isEqualTo(picture.slot(0).get().content().signature());

        assertThat(ours.puts()).isOne();
        assertThat(theirs.gets()).isOne();
    }

    @Test
    void contentOf64KiBStaysInItsMessage() {
        assertThat(said(remote.post("glance", picture(65_536)))).isEqualTo("true 65536");
        assertThat(said(remote.post("glance", picture(65_537)))).isEqualTo("false 65537");

        assertThat(ours.puts()).isOne();
    }

    @Test
    void unchangedContentPassesThroughUnfetchedAndComesBackInTheCallersOwnForm() {
        DocArray<Image> picture = picture(LARGE);

        DocArray<Image> answer = remote.post("pass", picture);

        assertThat(theirs.gets() + ours.gets()).isZero();
        assertThat(answer).isEqualTo(picture);
        assertThat(answer.slot(0).get().content().isInline()).isTrue();
    }

    @Test
    void theSameContentIsMovedOnce() {
        remote.post("study", picture(LARGE));
        long moved = ours.bytes() + theirs.bytes();
        remote.post("study", picture(LARGE));

        assertThat(moved).isEqualTo(2L * LARGE);
        assertThat(ours.bytes() + theirs.bytes()).isEqualTo(moved);
    }

    @Test
    void aHundredCallersOfTheSameNewContentMoveItOnce() {
        int callers = Math.min(CALLERS, transport().callsAtOnce());
        DocArray<Image> picture = picture(LARGE);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            all.add(inBackground(() -> {
                go.await();
                return said(remote.post("study", picture));
            }));
        }
        go.countDown();

        for (Future<String> each : all) {
            assertThat(get(each)).isEqualTo(picture.slot(0).get().content().signature());
        }
        assertThat(ours.puts()).isOne();
        assertThat(theirs.gets()).isOne();
    }

    @Test
    void aDamagedCacheHealsItself() throws IOException {
        DocArray<Image> picture = picture(LARGE);
        remote.post("study", picture);
        Files.write(cachedFile(), new byte[LARGE]);

        assertThat(said(remote.post("study", picture)))
                .isEqualTo(picture.slot(0).get().content().signature());
        assertThat(theirs.gets()).isEqualTo(2);
        assertThat(Files.readAllBytes(cachedFile())).isEqualTo(Gallery.painted(LARGE));
    }

    @Test
    void aLostCacheHealsItself() throws IOException {
        DocArray<Image> picture = picture(LARGE);
        remote.post("study", picture);
        Files.delete(cachedFile());

        assertThat(said(remote.post("study", picture)))
                .isEqualTo(picture.slot(0).get().content().signature());
        assertThat(theirs.gets()).isEqualTo(2);
    }

    private Path cachedFile() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("their-cache/content"))) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void newContentComesBackThroughTheStore() {
        DocArray<Image> answer = remote.post("paint", DocArray.of(Text.of("" + LARGE)));
        Content content = answer.slot(0).get().content();

        assertThat(content.ref()).startsWith("store://media/");
        assertThat(ours.gets()).isZero();
        assertThat(content.bytes()).isEqualTo(Gallery.painted(LARGE));
        assertThat(content.mediaType()).isEqualTo("image/x-noise");
    }

    @Test
    void aStreamBringsAndTakesContentThroughTheStore() {
        try (DocStream<Image> answers = remote.expand("paintMany", DocArray.of(Text.of("" + LARGE)))) {
            int size = LARGE;
            for (Image each : answers) {
                size++;
                assertThat(each.content().ref()).startsWith("store://media/");
                assertThat(each.content().bytes()).isEqualTo(Gallery.painted(size));
            }
            assertThat(size).isEqualTo(LARGE + 3);
        }
        DocArray<Text> studied = remote.collect("study", DocStream.of(picture(LARGE)));
        assertThat(said(studied)).isEqualTo(Content.sign(Gallery.painted(LARGE)));
        assertThat(ours.puts()).isOne();
    }

    @Test
    void aCallerWhoReadsNoStoreGetsContentInTheMessage() {
        RemoteExecutor without = remote(transport().connecting());

        Content painted = without.<Image>post("paint", DocArray.of(Text.of("" + LARGE)))
                .slot(0)
                .get()
                .content();

        assertThat(painted.isInline()).isTrue();
        assertThat(said(without.post("glance", picture(LARGE)))).isEqualTo("true " + LARGE);
    }

    @Test
    void aReceiverThatReadsNoStoreIsSentContentInTheMessage() {
        serveGallery(FetchPolicy.NONE);
        RemoteExecutor toIt = remoteWith(FetchPolicy.PUBLIC.withStores(media(ours)));

        assertThat(said(toIt.post("glance", picture(LARGE)))).isEqualTo("true " + LARGE);
        assertThat(ours.puts()).isZero();
    }

    @Test
    void aFileOfTheCallerGoesThroughTheStoreAndIsNotReadTwice() throws IOException {
        Path file = folder.resolve("picture.png");
        Files.write(file, Gallery.painted(LARGE));
        settle(file);
        DocArray<Image> picture = pictures(Image.at(file.toString()));

        DocArray<Image> answer = remote.post("pass", picture);
        remote.post("pass", picture);

        assertThat(answer.slot(0).get().content().ref()).isEqualTo(file.toString());
        assertThat(ours.bytes()).isEqualTo(LARGE);
        Files.write(file, Gallery.painted(LARGE + 1));
        assertThat(said(remote.post("study", picture))).isEqualTo(Content.sign(Gallery.painted(LARGE + 1)));
    }

    @Test
    void aFileOfTheExecutorComesBackThroughTheStore() throws IOException {
        Path large = Files.write(folder.resolve("large.png"), Gallery.painted(LARGE));
        Path small = Files.write(folder.resolve("small.png"), Gallery.painted(10));

        DocArray<Image> answer =
                remote.post("develop", DocArray.of(Text.of(large.toString()), Text.of(small.toString())));

        assertThat(answer.slot(0).get().content().ref()).startsWith("store://media/");
        assertThat(answer.slot(0).get().content().bytes()).isEqualTo(Gallery.painted(LARGE));
        assertThat(answer.slot(1).get().content().isInline()).isTrue();
    }

    @Test
    @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aGiBGoesThroughTwoNodesWithoutBeingHeldAndASecondTimeNotAtAll() throws IOException {
        Path file = folder.resolve("huge");
        String signature = huge(file);
        settle(file);
        DocArray<Image> docs = DocArray.of(Image.at(file.toString()));
        long idle = Heap.used();
        AtomicLong peak = new AtomicLong();
        ours.watch(() -> peak.accumulateAndGet(Heap.used(), Math::max));
        theirs.watch(() -> peak.accumulateAndGet(Heap.used(), Math::max));
        try (Flow flow = Flow.named("two")
                .add("first", Flow.use(remote).on("pass"))
                .add("second", Flow.use(remote).on("study").needs("first"))
                .build()) {
            for (int time = 0; time < 2; time++) {
                assertThat(said(flow.post(docs, call -> call.deadline(Duration.ofMinutes(10)))))
                        .isEqualTo(signature);
                assertThat(ours.bytes() + theirs.bytes()).isEqualTo(2 * Files.size(file));
            }
        }
        assertThat(peak.get() - idle).isPositive().isLessThan(64 * Heap.MIB);
    }

    private static String huge(Path file) throws IOException {
        MessageDigest digest = SignedStream.sha256();
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] mib = Gallery.painted((int) Heap.MIB);
            for (int i = 0; i < HUGE_MIB; i++) {
                mib[i % mib.length]++;
                digest.update(mib);
                out.write(mib);
            }
        }
        return SignedStream.signature(digest.digest());
    }

    private static void settle(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }
}
