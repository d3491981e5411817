package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.RemoteExecutor;

/// What every driver owes calls with streams, whatever carries them.
public abstract class StreamContract extends Contract {

    /// How long a stream may stand still here: long enough for a machine that is busy.
    private static final Duration STILL = Duration.ofSeconds(1);

    private static final Duration SHORTER = Duration.ofMillis(400);
    private static final Duration LONGER = Duration.ofMillis(1300);
    private static final Duration MINUTES = Duration.ofMinutes(5);

    private static DocStream<Text> texts(int count) {
        return DocStream.of(IntStream.range(0, count).mapToObj(i -> Text.of("t" + i)));
    }

    private static List<String> read(DocStream<Text> docs) {
        try (docs) {
            return docs.stream().map(Text::text).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void everyKindOfCallGivesWhatItGivesInProcess(Wire wire) {
        RemoteExecutor other = remote(wire.over(transport()));
        DocArray<Text> docs = DocArray.of(Text.of("a b"), Text.of("c"));

        assertThat(read(other.expand("words", docs))).containsExactly("a", "b", "c");
        assertThat(other.<Text>collect("count", texts(3))).containsExactly(Text.of("3 t2"));
        assertThat(read(other.chat("shout", texts(3)))).containsExactly("T0", "T1", "T2");
        assertThat(other.<Text>post("words", docs)).containsExactly(Text.of("a"), Text.of("b"), Text.of("c"));
    }

    @Test
    void anEndpointOfOneKindIsCalledInEveryKind() {
        assertThat(read(remote.chat("upper", texts(3)))).containsExactly("T0", "T1", "T2");
        assertThat(read(remote.expand("upper", DocArray.of(Text.of("a"))))).containsExactly("A");
        assertThat(remote.<Text>collect("echo", texts(2))).containsExactly(Text.of("t0"), Text.of("t1"));
        assertThat(remote.<Text>post("count", DocArray.of(Text.of("x")))).containsExactly(Text.of("1 x"));
    }

    @Test
    void anAnswerComesBeforeTheNextRequestIsSent() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Stream<Text> asked = Stream.of("a", "b").map(text -> {
            if (text.equals("b")) {
                Background.await(answered);
            }
            return Text.of(text);
        });
        try (DocStream<Text> answers = remote.chat("shout", DocStream.of(asked))) {
            assertThat(answers.nextChunk()).containsExactly(Text.of("A"));
            answered.countDown();
            assertThat(answers.nextChunk()).containsExactly(Text.of("B"));
            assertThat(answers.nextChunk()).isNull();
        }
    }

    @Test
    void tenThousandChunksKeepTheirOrder() {
        List<String> expected =
                IntStream.range(0, 10_000).mapToObj(i -> "T" + i).toList();

        assertThat(read(remote.chat("shout", texts(10_000)))).isEqualTo(expected);
    }

    @Test
    void streamsWithoutDocsEndWell() {
        assertThat(read(remote.expand("words", DocArray.empty()))).isEmpty();
        assertThat(read(remote.chat("shout", texts(0)))).isEmpty();
        assertThat(remote.<Text>collect("count", texts(0))).containsExactly(Text.of("0 "));
    }

    @Test
    void aDocInErrorComesBackInTheStream() {
        try (DocStream<Text> answers = remote.chat("upper", DocStream.of(Text.of("a"), Text.of("bad"), Text.of("c")))) {
            DocArray<Text> all = answers.toArray();
            assertThat(all.slot(1).error()).isNotNull();
            assertThat(all.slot(1).error().code()).isEqualTo(Code.FAILED_PRECONDITION);
            assertThat(List.of(all.get(0), all.get(2))).containsExactly(Text.of("A"), Text.of("C"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OK", "PARTIAL"})
    void aFailureInTheMiddleComesAfterWhatCameBefore(Code code) {
        try (DocStream<Text> answers =
                remote.expand("breaks", DocArray.of(Text.of("x")), call -> call.param("code", code.name()))) {
            assertThat(answers.nextChunk()).containsExactly(Text.of("first"));
            assertThatThrownBy(answers::nextChunk)
                    .isInstanceOfSatisfying(
                            XooaiException.class, e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageContaining("broke as told");
        }
    }

    @Test
    void anUnknownEndpointNamesThoseThereAre() {
        assertThatThrownBy(() -> read(remote.chat("nothing", texts(1))))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND))
                .hasMessageContaining("shout");
    }

    @Test
    void aSlowReaderSlowsTheWriter() {
        try (DocStream<Text> answers = remote.expand("numbers", DocArray.of(Text.of("10000000")))) {
            assertThat(answers.nextChunk()).isNotNull();
            long made = probe.awaitStopped();
            assertThat(made).isLessThan(1_000_000);
            assertThat(answers.stream().limit(1_000).map(Text::text).toList()).hasSize(1_000);
        }
        probe.awaitClosed();
    }

    @Test
    void aReaderThatLeavesEndsTheWork() {
        try (DocStream<Text> answers = remote.expand("numbers", DocArray.of(Text.of("100000000")))) {
            assertThat(answers.nextChunk()).isNotNull();
        }
        probe.awaitClosed();
    }

    @Test
    void aStreamThatStandsStillIsEnded() {
        serve(transport().serving().withStreams(Duration.ofMillis(300), MINUTES));
        Stream<Text> never = Stream.generate(() -> {
            Background.await(new CountDownLatch(1));
            return Text.of("never");
        });

        assertThatThrownBy(() -> read(remote.chat("shout", DocStream.of(never))))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED))
                .hasMessageContaining("nothing has moved");
    }

    @Test
    void aSlowWriterIsWaitedForAsLongAsItMoves() {
        serve(transport().serving().withStreams(STILL, MINUTES));
        Stream<Text> slow = Stream.of("a", "b", "c", "d").map(text -> {
            pass(SHORTER);
            return Text.of(text);
        });

        assertThat(read(remote.chat("shout", DocStream.of(slow)))).containsExactly("A", "B", "C", "D");
    }

    /// Lets time pass, which here is what the test is about.
    private static void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Test
    void aReaderMayPauseLongerThanAStreamMayStandStill() {
        serve(transport().serving().withStreams(STILL, MINUTES));

        try (DocStream<Text> answers = remote.expand("large", DocArray.of(Text.of("32")))) {
            assertThat(answers.nextChunk()).isNotNull();
            assertThat(probe.awaitStopped()).isLessThan(32);
            pass(LONGER);
            assertThat(answers.stream().count()).isEqualTo(31);
        }
    }

    @Test
    void theDeadlineEndsTheStream() {
        assertThatThrownBy(() -> read(remote.expand(
                        "numbers", DocArray.of(Text.of("1000000000")), call -> call.deadline(Duration.ofMillis(500)))))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
        probe.awaitClosed();
    }

    @Test
    void aServerThatStopsLetsAStreamEndWithinTheGrace() {
        CountDownLatch stopping = new CountDownLatch(1);
        Stream<Text> asked = Stream.of("a", "b").map(text -> {
            if (text.equals("b")) {
                Background.await(stopping);
            }
            return Text.of(text);
        });
        try (DocStream<Text> answers = remote.chat("shout", DocStream.of(asked))) {
            assertThat(answers.nextChunk()).containsExactly(Text.of("A"));
            Future<?> closed = inBackground(() -> {
                server.close();
                return true;
            });
            assertThat(closed.isDone()).isFalse();
            stopping.countDown();
            assertThat(answers.nextChunk()).containsExactly(Text.of("B"));
            assertThat(answers.nextChunk()).isNull();
            get(closed);
        }
    }

    @Test
    void aServerThatStopsEndsItsStreams() throws Exception {
        ServeSettings brief = transport().serving().withGrace(Duration.ofMillis(200));
        serve(brief);
        try (DocStream<Text> answers = remote.expand("numbers", DocArray.of(Text.of("1000000000")));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(answers.nextChunk()).isNotNull();
            Future<?> closed = threads.submit(server::close);
            assertThatThrownBy(() -> answers.forEach(_ -> {}))
                    .isInstanceOfSatisfying(
                            XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
            closed.get(20, TimeUnit.SECONDS);
        }
        probe.awaitClosed();
    }

    @Test
    void manyStreamsAtOnceAreEachTheirOwn() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String mine = "m" + i;
                all.add(threads.submit(() -> read(remote.chat(
                        "shout",
                        DocStream.of(Stream.generate(() -> Text.of(mine)).limit(20))))));
            }
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).get(30, TimeUnit.SECONDS)).hasSize(20).containsOnly("M" + i);
            }
        }
    }

    @Test
    void streamsThatNeverWaitHoldUpNobody() throws Exception {
        DocArray<Text> many = DocArray.of(Text.of(String.valueOf(10_000)));

        OtherCallers.assertNotSlowed(
                () -> transport().connect(server, transport().connecting()), () -> {
                    List<Future<Long>> readers = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        readers.add(inBackground(() -> {
                            try (DocStream<Text> numbers = remote.expand("numbers", many)) {
                                return numbers.stream().count();
                            }
                        }));
                    }
                    for (Future<Long> each : readers) {
                        assertThat(get(each)).isEqualTo(10_000);
                    }
                });
    }
}
