package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Branches of a stream meet, in step or not.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamedJoinTest {
    record Pair(Text left, Text right) implements Doc {}

    record Grouping(int chunks) {}

    @ThreadSafe
    static final class Pairs extends Executor {
        final AtomicLong made = new AtomicLong();
        final CountDownLatch working = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);

        @Post
        public Stream<Pair> count(Text doc) {
            return IntStream.range(0, Integer.parseInt(doc.text()))
                    .peek(_ -> made.incrementAndGet())
                    .mapToObj(number -> pair("N" + number));
        }

        @Post
        public Pair lower(Pair doc) {
            return new Pair(doc.left().withText(doc.left().text().toLowerCase(Locale.ROOT)), doc.right());
        }

        @Post
        public Pair copy(Pair doc) {
            return new Pair(doc.left(), doc.left());
        }

        /// Gives only every second doc.
        @Post
        public DocStream<Pair> halve(DocStream<Pair> docs) {
            AtomicLong count = new AtomicLong();
            return chunks(docs, chunk -> chunk.filter(_ -> count.getAndIncrement() % 2 == 0), 1);
        }

        /// Gives each doc, and one of its own after it.
        @Post
        public DocStream<Pair> add(DocStream<Pair> docs) {
            return chunks(
                    docs,
                    chunk -> {
                        List<Slot<Pair>> slots = new ArrayList<>(chunk.slots());
                        slots.add(Slot.of(pair("new")));
                        return DocArray.ofSlots(slots);
                    },
                    1);
        }

        @Post
        public Pair hang(Pair doc) throws InterruptedException {
            working.countDown();
            try {
                new CountDownLatch(1).await();
                return doc;
            } finally {
                interrupted.countDown();
            }
        }

        @Post
        public DocStream<Pair> hangOn(DocStream<Pair> docs) throws InterruptedException {
            hang(pair("x"));
            return docs;
        }

        /// Gives what comes when the one that hangs has begun.
        @Post
        public Pair second(Pair doc) throws InterruptedException {
            assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
            return doc;
        }
    }

    /// Gives docs on by so many chunks at once.
    @ThreadSafe
    static final class Groups extends Executor {
        private final Grouping grouping;

        Groups(Grouping grouping) {
            this.grouping = grouping;
        }

        @Post
        public DocStream<Pair> copy(DocStream<Pair> docs) {
            return chunks(docs, chunk -> chunk.map(doc -> new Pair(doc.left(), doc.left())), grouping.chunks());
        }
    }

    private static DocStream<Pair> chunks(DocStream<Pair> docs, UnaryOperator<DocArray<Pair>> function, int together) {
        return DocStream.ofChunks(
                new Iterator<>() {
                    private @Nullable DocArray<Pair> next;

                    @Override
                    public boolean hasNext() {
                        next = next == null ? docs.nextChunk() : next;
                        return next != null;
                    }

                    @Override
                    public DocArray<Pair> next() {
                        List<Slot<Pair>> slots = new ArrayList<>();
                        for (int i = 0; i < together && hasNext(); i++) {
                            slots.addAll(
                                    function.apply(Objects.requireNonNull(next)).slots());
                            next = null;
                        }
                        return DocArray.ofSlots(slots);
                    }
                },
                docs::close);
    }

    private static Pair pair(String text) {
        return new Pair(Text.of(text), Text.of(""));
    }

    private final Pairs pairs = new Pairs();

    private NodeBuilder on(String endpoint) {
        return Flow.use(pairs).on(endpoint);
    }

    private static NodeBuilder inGroups(int chunks) {
        return Flow.use(new Groups(new Grouping(chunks))).on("copy");
    }

    private static Flow diamond(NodeBuilder a, NodeBuilder b) {
        return Flow.named("f").add("a", a).add("b", b).build();
    }

    private static DocStream<Pair> numbers(int count) {
        return DocStream.of(IntStream.range(0, count).mapToObj(i -> pair("N" + i)));
    }

    private static DocArray<Pair> all(int count) {
        return DocArray.of(
                IntStream.range(0, count).mapToObj(i -> pair("N" + i)).toList());
    }

    private static List<String> ids(DocArray<Pair> docs) {
        return docs.slots().stream().map(slot -> String.valueOf(slot.id())).toList();
    }

    @Test
    void docsOfBranchesOutOfStepAreJoinedAsSoonAsAllHaveThem() {
        CountDownLatch joined = new CountDownLatch(1);
        Stream<Pair> sent = IntStream.range(0, 40).mapToObj(i -> {
            if (i == 20) {
                await(joined);
            }
            return pair("N" + i);
        });
        try (Flow flow = diamond(on("lower"), inGroups(10));
                DocStream<Pair> answers = flow.chat("", DocStream.of(sent))) {
            assertThat(answers.nextChunk()).containsExactly(new Pair(Text.of("n0"), Text.of("N0")));
            joined.countDown();
            assertThat(answers.toArray()).hasSize(39).endsWith(new Pair(Text.of("n39"), Text.of("N39")));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS))
                    .as("an answer came before the end")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new XooaiException(Code.CANCELLED, "interrupted", e);
        }
    }

    @ParameterizedTest(name = "in groups of {0} chunks, {1} docs")
    @CsvSource({"1, 2000", "7, 1000", "3000, 1000", "100000, 20000"})
    void theAnswerIsThatOfTheSameRequestInOnePieceHoweverTheBranchesAreGrouped(int chunks, int docs) {
        try (Flow flow = diamond(on("lower"), inGroups(chunks))) {
            DocArray<Pair> answers;
            try (DocStream<Pair> stream = flow.chat("", numbers(docs))) {
                answers = stream.toArray();
            }
            assertThat(answers).hasSize(docs).contains(new Pair(Text.of("n17"), Text.of("N17")));
            if (docs <= 10_000) {
                DocArray<Pair> whole = flow.post(all(docs));
                assertThat(answers).isEqualTo(whole);
                assertThat(ids(answers)).isEqualTo(ids(whole));
            }
        }
    }

    @Test
    void docsThatABranchLeavesOutAndNewOnesAreWhereTheSameRequestInOnePieceHasThem() {
        try (Flow flow = diamond(on("halve"), on("add"))) {
            DocArray<Pair> whole = flow.post(all(30));
            try (DocStream<Pair> stream = flow.chat("", numbers(30))) {
                DocArray<Pair> answers = stream.toArray();
                assertThat(ids(answers).subList(0, 30)).isEqualTo(ids(whole).subList(0, 30));
                assertThat(ids(answers)).hasSize(60).endsWith("b:59");
            }
        }
    }

    @Test
    void everyChunkOfTheAnswerIsOneOfTheDocsAtWhichTheBranchesParted() {
        try (Flow flow = diamond(inGroups(3), inGroups(5));
                DocStream<Pair> stream = flow.chat(
                        "",
                        DocStream.ofChunks(
                                List.of(all(4), DocArray.<Pair>of(pair("x")), DocArray.of(pair("y"), pair("z")))
                                        .iterator(),
                                () -> {}))) {
            List<Integer> sizes = new ArrayList<>();
            for (DocArray<Pair> chunk = stream.nextChunk(); chunk != null; chunk = stream.nextChunk()) {
                sizes.add(chunk.size());
            }
            assertThat(sizes).containsExactly(4, 1, 2);
        }
    }

    @Test
    void aSlowReaderSlowsBranchesThatDoNotGoInStep() {
        try (Flow flow = Flow.named("f")
                        .add("source", on("count"))
                        .add("a", on("lower").needs("source"))
                        .add("b", inGroups(10).needs("source"))
                        .build();
                DocStream<Pair> answers = flow.expand("", DocArray.of(Text.of("1000000")))) {
            assertThat(answers.stream().limit(500).map(doc -> doc.left().text()).toList())
                    .contains("n0", "n499");
            assertThat(pairs.made.get()).isLessThan(3_000);
        }
    }

    @Test
    void oneMeetingBeforeAnotherDoesNotStopTheStream() {
        try (Flow flow = Flow.named("f")
                        .add("start", on("lower"))
                        .add("a", inGroups(500).needs("start"))
                        .add("b", inGroups(3).needs("start"))
                        .add("inner", Flow.join().needs("a", "b"))
                        .add("c", inGroups(700).needs("start"))
                        .add("end", Flow.join().needs("c", "inner"))
                        .build();
                DocStream<Pair> answers = flow.chat("", numbers(5_000))) {
            assertThat(answers.toArray()).hasSize(5_000);
        }
    }

    @Test
    void moreThanMayBeKeptEndsTheStreamAndSaysSo() {
        String large = "x".repeat(4 << 20);
        try (Flow flow = diamond(on("lower"), inGroups(1_000));
                DocStream<Pair> answers =
                        flow.chat("", DocStream.of(IntStream.range(0, 100).mapToObj(_ -> pair(large))))) {
            assertThatThrownBy(answers::toArray).isInstanceOfSatisfying(XooaiException.class, e -> {
                assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                assertThat(e.error().message()).contains("do not go in step", "67108864 bytes");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"hang", "hangOn"})
    void theLosersOfFirstAreInterruptedWhenAnotherBranchGivesAChunk(String loser) throws InterruptedException {
        try (Flow flow = Flow.named("f")
                        .add("slow", on(loser))
                        .add("quick", on("second"))
                        .join(Join.FIRST)
                        .build();
                DocStream<Pair> answers = flow.chat("", numbers(3))) {
            assertThat(answers.nextChunk()).hasSize(1);
            assertThat(pairs.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(answers.toArray()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"hang", "hangOn"})
    void aNodesTimeoutEndsAStreamInWhichItHangs(String endpoint) {
        try (Flow flow = Flow.named("f")
                        .add("a", on(endpoint).timeout(Duration.ofMillis(50)))
                        .build();
                DocStream<Pair> answers = flow.chat("", numbers(3))) {
            assertThatThrownBy(answers::toArray).isInstanceOfSatisfying(XooaiException.class, e -> {
                assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
                assertThat(e.error().node()).isEqualTo("a");
            });
        }
    }
}
