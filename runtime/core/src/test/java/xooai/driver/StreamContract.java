package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.RemoteExecutor;

/// What every driver owes calls with streams, whatever carries them.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class StreamContract {
    protected final Probe probe = new Probe();
    private final List<AutoCloseable> open = new ArrayList<>();
    private RemoteExecutor remote;

    /// The driver.
    protected abstract Driver driver();

    /// An address to serve at, with a free port.
    protected abstract String address();

    /// How to serve.
    protected ServeSettings serving() {
        return ServeSettings.DEFAULT;
    }

    /// How to connect.
    protected ConnectSettings connecting() {
        return ConnectSettings.DEFAULT;
    }

    @BeforeEach
    void serve() {
        remote = remote(serving(), connecting());
    }

    private RemoteExecutor remote(ServeSettings serving, ConnectSettings connecting) {
        Server server = driver().serve(URI.create(address()), probe, serving);
        open.add(server);
        RemoteExecutor executor = Executor.at(server.address().toString(), connecting);
        open.add(executor);
        return executor;
    }

    @AfterEach
    void closeAll() throws Exception {
        probe.release();
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        probe.close();
    }

    private static DocStream<Text> texts(int count) {
        return DocStream.of(IntStream.range(0, count).mapToObj(i -> Text.of("t" + i)));
    }

    private static List<String> read(DocStream<Text> docs) {
        try (docs) {
            return docs.stream().map(Text::text).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack"})
    void everyKindOfCallGivesWhatItGivesInProcess(String codec) {
        Codec chosen = codec.equals("json") ? Codec.JSON : Codec.MSGPACK;
        RemoteExecutor other = remote(serving(), connecting().withCodec(chosen));
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
                await(answered);
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
            long made = settled();
            assertThat(made).isLessThan(1_000_000);
            assertThat(answers.stream().limit(1_000).map(Text::text).toList()).hasSize(1_000);
        }
        probe.awaitClosed();
    }

    /// How many numbers were made when no more are made for a while.
    private long settled() {
        long before = -1;
        long still = System.nanoTime();
        while (System.nanoTime() - still < 300_000_000) {
            if (probe.made() != before) {
                before = probe.made();
                still = System.nanoTime();
            }
            Thread.onSpinWait();
        }
        return before;
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
        ServeSettings strict = serving().withStreams(Duration.ofMillis(300), Duration.ofMinutes(5));
        RemoteExecutor impatient = remote(strict, connecting());
        Stream<Text> never = Stream.generate(() -> {
            await(new CountDownLatch(1));
            return Text.of("never");
        });

        assertThatThrownBy(() -> read(impatient.chat("shout", DocStream.of(never))))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED))
                .hasMessageContaining("nothing has moved");
    }

    @Test
    void theDeadlineEndsTheStream() {
        assertThatThrownBy(() -> read(remote.expand(
                        "numbers", DocArray.of(Text.of("1000000000")), call -> call.deadline(Duration.ofMillis(1500)))))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
        probe.awaitClosed();
    }

    @Test
    void aServerThatStopsEndsItsStreams() throws Exception {
        ServeSettings brief = serving().withGrace(Duration.ofMillis(200));
        Server server = driver().serve(URI.create(address()), probe, brief);
        try (RemoteExecutor executor = Executor.at(server.address().toString(), connecting());
                DocStream<Text> answers = executor.expand("numbers", DocArray.of(Text.of("1000000000")));
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

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new XooaiException(Code.CANCELLED, "interrupted", e);
        }
    }
}
