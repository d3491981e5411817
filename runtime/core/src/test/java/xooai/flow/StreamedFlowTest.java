package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.Server;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// A stream goes through a flow chunk by chunk.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamedFlowTest {
    record Pair(Text left, Text right) implements Doc {}

    @ThreadSafe
    static final class Words extends Executor {
        final AtomicLong made = new AtomicLong();
        private final CountDownLatch go = new CountDownLatch(1);

        @Post
        public Stream<Text> split(Text doc) {
            return Arrays.stream(doc.text().split(" ", -1)).map(Text::of);
        }

        @Post
        public Text upper(Text doc) {
            return doc.withText(doc.text().toUpperCase(Locale.ROOT));
        }

        /// Gives a second doc only when the first one has arrived downstream.
        @Post
        public Stream<Text> hesitate(Text doc) {
            return Stream.of("first", "second").map(text -> {
                if (text.equals("second")) {
                    await(go);
                }
                return Text.of(text);
            });
        }

        @Post
        public Text arrive(Text doc) {
            go.countDown();
            return doc;
        }

        @Post
        public Stream<Text> numbers(Text doc) {
            return IntStream.range(0, Integer.parseInt(doc.text()))
                    .peek(_ -> made.incrementAndGet())
                    .mapToObj(number -> Text.of("n" + number));
        }

        @Post
        public DocArray<Pair> left(DocArray<Text> docs) {
            return docs.map(doc -> new Pair(doc, Text.of("")));
        }

        @Post
        public DocArray<Pair> lower(DocArray<Pair> docs) {
            return docs.map(doc ->
                    new Pair(doc.left().withText(doc.left().text().toLowerCase(Locale.ROOT)), doc.right()));
        }

        @Post
        public DocArray<Pair> right(DocArray<Pair> docs) {
            return docs.map(doc -> new Pair(doc.left(), doc.left()));
        }

        @Post
        public DocArray<Text> fail(DocArray<Text> docs) {
            throw new XooaiException(Code.FAILED_PRECONDITION, "failed as told");
        }

        /// What was said, in one doc.
        @Post
        public DocStream<Text> together(DocStream<Text> docs) {
            return DocStream.of(Text.of(docs.stream().map(Text::text).collect(Collectors.joining(" "))));
        }

        /// Three docs, and then a failure.
        @Post
        public Stream<Text> tear(Text doc) {
            return Stream.of("1", "2", "3", "").map(text -> {
                if (text.isEmpty()) {
                    throw new XooaiException(Code.DATA_LOSS, "torn as told");
                }
                return Text.of(text);
            });
        }

        @Post
        public DocStream<Text> tearAll(DocStream<Text> docs) {
            return DocStream.of(tear(Text.of("")));
        }

        @Post
        public DocStream<Text> every(DocStream<Text> docs) {
            return docs;
        }
    }

    private final Words words = new Words();

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the first doc never arrived");
            }
        } catch (InterruptedException e) {
            throw new XooaiException(Code.CANCELLED, "interrupted", e);
        }
    }

    private NodeBuilder on(String endpoint) {
        return Flow.use(words).on(endpoint);
    }

    private static DocStream<Text> texts(int count) {
        return DocStream.of(IntStream.range(0, count).mapToObj(i -> Text.of("T" + i)));
    }

    @Test
    void theSecondNodeWorksOnTheFirstChunkWhileTheFirstNodeMakesTheSecond() {
        try (Flow flow = Flow.named("f")
                .add("a", on("hesitate"))
                .add("b", on("arrive").needs("a"))
                .build()) {
            try (DocStream<Text> answers = flow.expand("", DocArray.of(Text.of("x")))) {
                assertThat(answers.stream().map(Text::text).toList()).containsExactly("first", "second");
            }
        }
    }

    @Test
    void branchesThatGoInStepAreJoinedChunkByChunk() {
        try (Flow flow = Flow.named("f")
                .add("start", on("left"))
                .add("a", on("lower").needs("start"))
                .add("b", on("right").needs("start"))
                .add("end", Flow.join().needs("a", "b"))
                .build()) {
            try (DocStream<Pair> answers = flow.chat("", texts(100))) {
                DocArray<Pair> all = answers.toArray();
                assertThat(all).hasSize(100);
                for (int i = 0; i < 100; i++) {
                    assertThat(all.get(i)).isEqualTo(new Pair(Text.of("t" + i), Text.of("T" + i)));
                }
                assertThat(all.slots().stream().map(Slot::id).toList())
                        .isEqualTo(IntStream.range(0, 100)
                                .mapToObj(String::valueOf)
                                .toList());
            }
        }
    }

    @Test
    void branchesThatDoNotGoInStepAreJoinedAtTheirEnd() {
        try (Flow flow = Flow.named("f")
                .add("a", on("split"))
                .add("b", on("upper"))
                .join(Join.CONCAT)
                .build()) {
            try (DocStream<Text> answers = flow.chat("", DocStream.of(Text.of("a b"), Text.of("c")))) {
                assertThat(answers.stream().map(Text::text).toList()).containsExactly("a", "b", "c", "A B", "C");
            }
            assertThat(flow.describe().endpoints().getFirst().kind()).isEqualTo(CallKind.SERVER_STREAM);
        }
    }

    @Test
    void theIdsAreThoseOfTheSameRequestInOnePiece() {
        try (Flow flow = Flow.named("f")
                .add("a", on("split"))
                .add("b", on("upper").needs("a"))
                .build()) {
            DocArray<Text> docs = DocArray.of(Text.of("x y"), Text.of("z"));
            List<String> whole =
                    flow.<Text>post(docs).slots().stream().map(Slot::id).toList();
            try (DocStream<Text> answers = flow.chat("", DocStream.of(Text.of("x y"), Text.of("z")))) {
                assertThat(answers.toArray().slots().stream().map(Slot::id).toList())
                        .isEqualTo(whole)
                        .containsExactly("a:0", "a:1", "a:2");
            }
        }
    }

    @Test
    void aSlowReaderSlowsTheFirstNode() {
        try (Flow flow = Flow.named("f")
                .add("a", on("numbers"))
                .add("b", on("upper").needs("a"))
                .build()) {
            try (DocStream<Text> answers = flow.expand("", DocArray.of(Text.of("1000000")))) {
                assertThat(answers.stream().limit(100).map(Text::text).toList()).contains("N0", "N99");
                assertThat(words.made.get()).isLessThan(1_000);
            }
        }
    }

    @Test
    void aNodeThatFailsEndsTheStreamAndIsNamed() {
        try (Flow flow = Flow.named("f")
                .add("a", on("numbers"))
                .add("b", on("fail").needs("a"))
                .build()) {
            assertThatThrownBy(() -> {
                        try (DocStream<Text> answers = flow.expand("", DocArray.of(Text.of("1000000")))) {
                            answers.toArray();
                        }
                    })
                    .isInstanceOfSatisfying(XooaiException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION);
                        assertThat(e.error().node()).isEqualTo("b");
                    });
        }
    }

    @RepeatedTest(50)
    void whatANodeGaveBeforeItFailedArrives() {
        try (Flow flow = Flow.named("f").add("a", on("tearAll")).build();
                DocStream<Text> answers = flow.chat("", texts(1))) {
            for (String number : List.of("1", "2", "3")) {
                assertThat(answers.nextChunk()).containsExactly(Text.of(number));
            }
            assertThatThrownBy(answers::nextChunk).hasMessageContaining("torn as told");
        }
    }

    @Test
    void theFirstBranchToGiveAChunkWins() {
        try (Flow flow = Flow.named("f")
                .add("slow", on("hesitate"))
                .add("broken", on("fail"))
                .add("end", Flow.join().needs("slow", "broken").join(Join.FIRST))
                .build()) {
            try (DocStream<Text> answers = flow.expand("", DocArray.of(Text.of("x")))) {
                assertThat(answers.nextChunk()).containsExactly(Text.of("first"));
                words.arrive(Text.of("go"));
                assertThat(answers.nextChunk()).containsExactly(Text.of("second"));
                assertThat(answers.nextChunk()).isNull();
            }
        }
    }

    @Test
    void aRemoteNodeStreamsAsALocalOneDoes() {
        try (Server server = words.serve("inprocess://0");
                Flow flow = Flow.named("f")
                        .add("a", Flow.use(server.address() + "/split"))
                        .add("b", on("every").needs("a"))
                        .build()) {
            flow.start();
            try (DocStream<Text> answers = flow.chat("", DocStream.of(Text.of("a b"), Text.of("c d")))) {
                assertThat(answers.stream().map(Text::text).toList()).containsExactly("a", "b", "c", "d");
            }
        }
    }

    /// All docs in one, which only an endpoint that sees the whole stream can say.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRemoteNodeThatTakesAStreamTakesItAsOneHoweverItIsKnown(boolean started) {
        try (Server server = words.serve("inprocess://0");
                Flow flow = Flow.named("f")
                        .add("a", on("split"))
                        .add("b", Flow.use(server.address() + "/together").needs("a"))
                        .build()) {
            if (started) {
                flow.start();
                assertThat(flow.describe().endpoints().getFirst().kind()).isEqualTo(CallKind.BIDIRECTIONAL);
            }
            try (DocStream<Text> answers = flow.chat("", DocStream.of(Text.of("a b"), Text.of("c")))) {
                assertThat(answers.stream().map(Text::text).toList()).containsExactly("a b c");
            }
        }
    }

    @Test
    void moreThanOneAnswerMayHoldIsRefused() {
        String large = "x".repeat(4 << 20);
        try (Flow flow = Flow.named("f").add("a", on("every")).build()) {
            DocStream<Text> docs = DocStream.of(IntStream.range(0, 1_000).mapToObj(_ -> Text.of(large)));
            assertThatThrownBy(() -> flow.collect("", docs))
                    .isInstanceOfSatisfying(
                            XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED))
                    .hasMessageContaining("ask for it as a stream");
        }
    }

    @Test
    void aFlowWithStreamsAnswersOneRequestInOnePiece() {
        try (Flow flow = Flow.named("f")
                .add("a", on("split"))
                .add("b", on("every").needs("a"))
                .build()) {
            assertThat(flow.<Text>post(DocArray.of(Text.of("a b c"))).stream()
                            .map(Text::text)
                            .toList())
                    .containsExactly("a", "b", "c");
        }
    }
}
