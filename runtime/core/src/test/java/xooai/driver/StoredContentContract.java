package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xooai.codec.Request;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Image;
import xooai.doc.SignedStream;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.RemoteExecutor;
import xooai.flow.Flow;
import xooai.store.Cache;
import xooai.store.DirectoryStore;
import xooai.store.FetchPolicy;
import xooai.store.Stores;

/// What every driver does alike with large content: it goes through the store that both sides know, once, and is
/// fetched by nobody who does not ask for it.
public abstract class StoredContentContract extends Contract {
    private static final int LARGE = 300_000;
    private static final DirectoryStore.Bounds BOUNDS =
            new DirectoryStore.Bounds(8L << 30, 4L << 30, Duration.ofDays(1));
    private static final int CALLERS = 100;
    private static final int HUGE_MIB = Scale.of(1024, 96);

    private final Gallery gallery = new Gallery();

    @TempDir
    private Path folder = Path.of("");

    private CountingStore ours;
    private CountingStore theirs;

    /// Both sides know the same store, each by an object of its own, and have a cache of their own.
    @BeforeEach
    void shareAStore() {
        ours = opened(store());
        theirs = opened(store());
        serveGallery(FetchPolicy.NONE.withStores(media(theirs)).withCache(cache("their-cache")));
        remote = remoteWith(FetchPolicy.PUBLIC.withStores(media(ours)).withCache(cache("our-cache")));
    }

    private static Stores media(CountingStore store) {
        return Stores.of("media", store);
    }

    private CountingStore store() {
        return new CountingStore(DirectoryStore.open(folder.resolve("store"), BOUNDS));
    }

    private Cache cache(String name) {
        return Cache.open(folder.resolve(name), BOUNDS);
    }

    private void serveGallery(FetchPolicy refs) {
        server = opened(transport().serve(gallery, transport().serving().withRefs(refs)));
    }

    private RemoteExecutor remoteWith(FetchPolicy refs) {
        return remote(transport().connecting().withRefs(refs));
    }

    private static DocArray<Image> picture(int size) {
        return pictures(Image.of(Gallery.painted(size), "image/x-noise"));
    }

    private static DocArray<Image> pictures(Image... images) {
        List<Slot<Image>> slots = new ArrayList<>();
        for (Image image : images) {
            slots.add(Slot.of(image).withId("picture" + slots.size()));
        }
        return DocArray.ofSlots(slots);
    }

    private static String said(DocArray<? extends Doc> answer) {
        return ((Text) answer.slot(0).get()).text();
    }

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

    @ParameterizedTest
    @EnumSource
    void contentThatIsNotWhatItsSignatureSaysIsDataLossThatNamesTheDoc(Taking taking) {
        theirs.read(in -> new FilterInputStream(in) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = in.read(into, offset, length);
                if (count > 0) {
                    into[offset] ^= 1;
                }
                return count;
            }
        });

        CallError error = taking.errorOf(remote, picture(LARGE));

        assertThat(error.code()).isEqualTo(Code.DATA_LOSS);
        assertThat(error.docId()).isEqualTo("picture0");
        assertThat(error.message()).contains("store://media/", "its signature is");
        theirs.read(null);
        assertThat(said(remote.post("study", picture(LARGE)))).startsWith("sha256:");
    }

    /// How an endpoint takes its docs.
    enum Taking {
        ONE_BY_ONE("study"),
        ALL_AT_ONCE("studyAll");

        private final String endpoint;

        Taking(String endpoint) {
            this.endpoint = endpoint;
        }

        CallError errorOf(RemoteExecutor remote, DocArray<Image> docs) {
            return Contract.errorOf(() -> remote.post(endpoint, docs).slot(0).get());
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
    void aRefIntoAStoreThatIsNotKnownIsRefused() {
        for (String ref : List.of(
                "store://other/" + "0".repeat(64),
                "store://media/../../etc/passwd",
                "store://media/" + "0".repeat(63),
                "store://media@evil/" + "0".repeat(64),
                "store:media",
                "store://MEDIA/" + "0".repeat(64))) {
            CallError error = Taking.ONE_BY_ONE.errorOf(remote, pictures(new Image(Content.at(ref, null, 10, null))));

            assertThat(error.code()).as(ref).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(error.message()).contains("refused, ");
        }
    }

    @Test
    void aSignatureOfOtherContentIsRefused() {
        String ref = remote.<Image>post("paint", DocArray.of(Text.of("" + LARGE)))
                .slot(0)
                .get()
                .content()
                .ref();

        CallError error = Taking.ONE_BY_ONE.errorOf(
                remote, pictures(new Image(Content.at(String.valueOf(ref), Content.sign(new byte[1]), 1, null))));

        assertThat(error.code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(error.message()).contains("its signature is said to be another one");
    }

    @Test
    void contentThatWasDeletedBetweenPutAndGetIsNotFoundAndARetrySucceeds() throws IOException {
        DocArray<Image> picture = picture(LARGE);
        remote.post("glance", picture);
        try (DirectoryStore store = DirectoryStore.open(folder.resolve("store"), BOUNDS)) {
            store.clear();
        }
        DocArray<Image> asRef = pictures(new Image(Content.at(
                "store://media/" + Content.sign(Gallery.painted(LARGE)).substring(7),
                Content.sign(Gallery.painted(LARGE)),
                LARGE,
                null)));

        CallError error = Taking.ALL_AT_ONCE.errorOf(remote, asRef);

        assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(error.docId()).isEqualTo("picture0");
        assertThat(said(remote.post("study", picture))).startsWith("sha256:");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "PERMISSION_DENIED"})
    void aStoreThatFailsFailsTheCallAndARetrySucceeds(Code code) {
        XooaiException failure = new XooaiException(code, "Tried to reach the store: it failed as told");
        ours.fail(failure);
        CallError here = errorOf(() -> remote.post("study", picture(LARGE)));
        ours.fail(null);
        theirs.fail(failure);
        CallError there = Taking.ONE_BY_ONE.errorOf(remote, picture(LARGE));
        theirs.fail(null);

        assertThat(List.of(here.code(), there.code())).containsOnly(code);
        assertThat(here.message()).contains("it failed as told");
        assertThat(there.message()).contains("it failed as told");
        assertThat(said(remote.post("study", picture(LARGE)))).startsWith("sha256:");
    }

    @Test
    void anAnswerThatTheStoreDoesNotTakeIsAnErrorOfItsDoc() {
        theirs.fail(new XooaiException(Code.RESOURCE_EXHAUSTED, "the store is full"));

        DocArray<Image> answer = remote.post("paint", DocArray.of(Text.of("" + LARGE), Text.of("10")));

        assertThat(answer.slots()).extracting(Slot::isOk).containsExactly(false, true);
        assertThat(answer.errors().getFirst().message()).contains("the store is full");
    }

    /// Gives some bytes and then stands still until its reader is interrupted.
    private static final class Stuck extends InputStream {
        private int left = LARGE / 2;

        @Override
        public int read() throws IOException {
            return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = Math.min(length, left);
            left -= count;
            if (count > 0) {
                return count;
            }
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody counts down");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    private CallError errorOfAHurriedCall(DocArray<Image> docs) {
        return errorOf(() -> remote.post("study", docs, call -> call.deadline(Duration.ofMillis(500))));
    }

    @Test
    void aStoreThatStandsStillEndsWithTheCallsDeadline() {
        theirs.read(in -> new Stuck());

        assertThat(errorOfAHurriedCall(picture(LARGE)).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
    }

    @Test
    void aPutThatStandsStillEndsWithTheCallsDeadline() {
        Content stuck = Content.at("stuck", null, -1, null).from(ref -> new Stuck());

        assertThat(errorOfAHurriedCall(pictures(new Image(stuck))).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        assertThat(ours.bytes()).isLessThan(LARGE);
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
    void aRefOfTheCallerIsNeverReadAsAFileOfTheServer() throws IOException {
        Path secret = Files.write(folder.resolve("secret"), Gallery.painted(10));
        DocArray<Image> hostile = pictures(new Image(Content.at(secret.toString(), Content.sign(new byte[0]), 1, null)
                .from(ref -> {
                    throw new XooaiException(Code.PERMISSION_DENIED, "not of this machine");
                })));

        for (String endpoint : List.of("pass", "copy")) {
            DocArray<?> answer = sentAsTheyAre(endpoint, hostile);

            assertThat(((Image) answer.slot(0).get()).content().ref()).isEqualTo(secret.toString());
        }
    }

    /// Sends docs as they are, as a foreign caller may.
    private DocArray<?> sentAsTheyAre(String endpoint, DocArray<Image> docs) {
        try (Context context = Context.of(LONG)) {
            return connect(transport().connecting())
                    .call(gallery.name(), Request.of(endpoint, docs), Image.class, context)
                    .docs();
        }
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
