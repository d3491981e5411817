package xooai.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.XooaiException;

/// What every driver does alike, whatever carries its bytes: a [Probe] served and called through it behaves
/// as one that is called in process.
///
/// A driver's test extends it and says which driver it is and where that serves.
public abstract class DriverContract {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Probe probe = new Probe();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Server server;
    private Connection connection;

    /// The driver under test.
    protected abstract Driver driver();

    /// An address to serve at, any free one of its kind.
    protected abstract String address();

    /// How the probe is served.
    protected ServeSettings serving() {
        return ServeSettings.DEFAULT;
    }

    /// How the probe is called.
    protected ConnectSettings connecting() {
        return ConnectSettings.DEFAULT;
    }

    /// How many calls are made at once; fewer where each needs a connection that is dear to open.
    protected int callsAtOnce() {
        return 1000;
    }

    @BeforeEach
    void serve() {
        serve(serving());
    }

    private void serve(ServeSettings settings) {
        server = driver().serve(URI.create(address()), probe, settings);
        open.add(server);
        connection = connect(connecting());
    }

    private Connection connect(ConnectSettings settings) {
        Connection opened = driver().connect(peer(server), settings);
        open.add(opened);
        return opened;
    }

    private static URI peer(Server server) {
        URI address = server.address();
        return URI.create(address.getScheme() + "://" + address.getRawAuthority());
    }

    @AfterEach
    void closeAll() throws Exception {
        probe.release();
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        probe.close();
    }

    @Test
    void itIsFoundByItsScheme() {
        String scheme = URI.create(address()).getScheme();

        assertThat(driver().schemes()).contains(scheme);
        assertThat(Driver.of(scheme)).hasSameClassAs(driver());
    }

    @Test
    void docsAreEqualByteForByteToThoseInProcess() {
        DocArray<Text> docs = read("""
            [{"id": "a", "text": "Ä€😀"}, {"id": "b", "text": "", "mediaType": "text/plain"},
             {"id": "c", "ref": "data:,x", "sig": "sha256:%s", "size": 1}]\
            """.formatted("0".repeat(64)));

        for (Codec codec : Codec.all()) {
            Connection way = connect(connecting().withCodec(codec));
            for (String endpoint : List.of("echo", "upper")) {
                DocArray<?> here = inProcess(endpoint, docs, Map.of()).docs();
                DocArray<?> there = call(way, endpoint, docs, Map.of()).docs();
                for (Codec written : Codec.all()) {
                    assertThat(written.writeDocs(there)).isEqualTo(written.writeDocs(here));
                }
            }
        }
    }

    @Test
    void idsAndUnknownFieldsAreKept() {
        DocArray<Text> docs = read("""
            [{"id": "a", "text": "x", "score": 0.5, "tags": ["p", {"q": null}]}, {"id": "b", "text": "y"}]\
            """);

        DocArray<?> there = call("upper", docs).docs();

        assertThat(json(there)).contains("\"score\":0.5", "\"tags\":[\"p\",{\"q\":null}]", "\"id\":\"a\"", "\"X\"");
    }

    @Test
    void aDocInErrorComesBackAtItsPlace() {
        Response response = call("upper", texts("one", "bad", "three"));

        assertThat(response.code()).isEqualTo(Code.PARTIAL);
        assertThat(response.docs().slots()).extracting(Slot::isOk).containsExactly(true, false, true);
        CallError error = response.docs().errors().getFirst();
        assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(error.message()).contains("this doc is bad");
    }

    @Test
    void aDocThatArrivesInErrorStaysInError() {
        DocArray<Text> docs = DocArray.ofSlots(List.of(
                Slot.failed("a", CallError.of(Code.DATA_LOSS, "lost before")),
                Slot.of(Text.of("x")).withId("b")));

        Response response = call("upper", docs);

        assertThat(json(response.docs()))
                .isEqualTo(json(inProcess("upper", docs, Map.of()).docs()));
        assertThat(response.docs().errors()).extracting(CallError::message).containsExactly("lost before");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OK", "PARTIAL"})
    void aRequestErrorComesBackAsItself(Code code) {
        Map<String, @Nullable Object> params = Map.of("code", code.name());

        Response there = call(connection, "fail", texts("x"), params);
        Response here = inProcess("fail", texts("x"), params);

        assertThat(there.error()).isEqualTo(here.error());
        CallError error = error(there);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).contains("failed as told");
        assertThat(error.node()).isEqualTo("inner");
        assertThat(error.endpoint()).isEqualTo("fail");
    }

    @Test
    void anUnknownEndpointNamesThoseThereAre() {
        CallError error = failure(() -> call("nothing", texts("x")), "nothing");

        assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(error.message()).contains("nothing", "echo", "upper", "fail");
    }

    @Test
    void anUnknownExecutorIsNotFound() {
        CallError error = failure(
                () -> connection.call("nobody", Request.of("echo", texts("x")), Text.class, context(LONG)), "nobody");

        assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void noDocsAreAnsweredWithNoDocs() {
        Response response = call("echo", DocArray.empty());

        assertThat(response.code()).isEqualTo(Code.OK);
        assertThat(response.docs()).isEmpty();
    }

    @Test
    void tenThousandDocsPassAndOneMoreIsRefusedByTheLimit() {
        String[] many = IntStream.range(0, 10_000).mapToObj(Integer::toString).toArray(String[]::new);
        String[] more = IntStream.range(0, 10_001).mapToObj(Integer::toString).toArray(String[]::new);

        assertThat(call("echo", texts(many)).docs()).hasSize(10_000);
        CallError error = failure(() -> call("echo", texts(more)), "10,001 docs");
        assertThat(error.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(error.message()).contains("10000");
    }

    @Test
    void aBodyJustUnderTheLimitPassesAndOneOverItIsRefused() {
        int limit = Limits.DEFAULT.bodyBytes();
        Text large = Text.of("x".repeat(limit - 4096));
        Text tooLarge = Text.of("x".repeat(limit + 1));

        assertThat(call("echo", DocArray.of(large)).docs().cast().get(0)).isEqualTo(large);
        CallError error = failure(() -> call("echo", DocArray.of(tooLarge)), "a body over the limit");
        assertThat(error.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(error.message()).contains(Integer.toString(limit));
    }

    @Test
    void parametersArrive() {
        Map<String, @Nullable Object> params = Map.of("top_k", 5L);

        assertThat(json(call(connection, "params", texts(), params).docs())).contains("top_k=5");
    }

    @Test
    void theDeadlineShrinksOnTheWay() {
        Response response = call(connection, "remaining", texts(), Map.of(), Duration.ofSeconds(45));

        long left = Long.parseLong(((Text) response.docs().get(0)).text());
        assertThat(left).isBetween(30_000L, 45_000L);
    }

    @Test
    void aCallerIsGivenNoMoreTimeThanTheServerGrants() {
        serve(serving().withLongest(Duration.ofSeconds(5)));

        Response response = call(connection, "remaining", texts(), Map.of(), Duration.ofSeconds(45));

        long left = Long.parseLong(((Text) response.docs().get(0)).text());
        assertThat(left).isBetween(0L, 5_000L);
    }

    @Test
    void theDeadlineEndsTheCallOnBothSides() {
        CallError error =
                failure(() -> call(connection, "slow", texts("x"), Map.of(), Duration.ofMillis(300)), "a deadline");

        assertThat(error.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        probe.awaitInterrupted();
    }

    @Test
    void aCallPastItsDeadlineIsNotStarted() {
        CallError error = failure(() -> call(connection, "echo", texts("x"), Map.of(), Duration.ZERO), "no time");

        assertThat(error.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
    }

    @Test
    void cancellingTheCallInterruptsTheCallee() {
        Context context = context(LONG);
        Future<CallError> failed = inBackground(() -> failure(
                () -> connection.call("probe", Request.of("slow", texts("x")), Text.class, context), "cancelled"));
        probe.awaitEntered();

        context.cancel(CallError.of(Code.CANCELLED, "nobody wants it"));

        assertThat(get(failed).code()).isEqualTo(Code.CANCELLED);
        probe.awaitInterrupted();
    }

    @Test
    void aPeerThatStoppedIsUnavailable() {
        call("echo", texts("x"));
        server.close();

        assertThatThrownBy(() -> call("echo", texts("x")))
                .asInstanceOf(InstanceOfAssertFactories.type(XooaiException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                .satisfies(e -> assertThat(e.error().message()).contains("Tried to call"));
    }

    @Test
    void closingTheServerLetsCallsInFlightEnd() {
        Future<Response> answer = inBackground(() -> call("slow", texts("x")));
        probe.awaitEntered();
        Future<?> closed = inBackground(() -> {
            server.close();
            return true;
        });

        assertThat(closed.isDone()).isFalse();
        probe.release();

        assertThat(get(answer).code()).isEqualTo(Code.OK);
        get(closed);
    }

    @Test
    void closingTheServerCancelsWhatOutlastsTheGrace() {
        serve(serving().withGrace(Duration.ofMillis(200)));
        Future<CallError> failed = inBackground(() -> failure(() -> call("slow", texts("x")), "stopped"));
        probe.awaitEntered();

        server.close();

        assertThat(get(failed).code()).isEqualTo(Code.UNAVAILABLE);
        probe.awaitInterrupted();
    }

    @Test
    void manyCallsAtOnceAreAnsweredEachWithItsOwn() {
        int calls = callsAtOnce();
        Map<String, @Nullable Object> params = Map.of("calls", (long) calls);
        List<Future<Response>> answers = IntStream.range(0, calls)
                .mapToObj(i -> inBackground(() -> call(connection, "meet", texts("call " + i), params)))
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            Response answer = get(answers.get(i));
            assertThat(answer.error()).isNull();
            assertThat(((Text) answer.docs().get(0)).text()).isEqualTo("call " + i);
        }
    }

    @Test
    void itDescribesTheExecutorAsTheExecutorDoes() {
        assertThat(connection.describe(context(LONG))).isEqualTo(List.of(probe.describe()));
    }

    private Response call(String endpoint, DocArray<Text> docs) {
        return call(connection, endpoint, docs, Map.of());
    }

    private static Response call(
            Connection way, String endpoint, DocArray<Text> docs, Map<String, @Nullable Object> params) {
        return call(way, endpoint, docs, params, LONG);
    }

    private static Response call(
            Connection way,
            String endpoint,
            DocArray<Text> docs,
            Map<String, @Nullable Object> params,
            Duration timeout) {
        return way.call("probe", request(endpoint, docs, params), Text.class, context(timeout));
    }

    private Response inProcess(String endpoint, DocArray<Text> docs, Map<String, @Nullable Object> params) {
        Context context = Context.of("r", LONG, params);
        return probe.serve(request(endpoint, docs, params), context);
    }

    private static Request request(String endpoint, DocArray<Text> docs, Map<String, @Nullable Object> params) {
        return new Request(null, endpoint, -1, params, docs, Map.of());
    }

    private static Context context(Duration timeout) {
        return Context.of(timeout);
    }

    private static DocArray<Text> texts(String... texts) {
        List<Slot<Text>> slots = new ArrayList<>();
        for (String text : texts) {
            slots.add(Slot.of(Text.of(text)).withId("d" + slots.size()));
        }
        return DocArray.ofSlots(slots);
    }

    private static DocArray<Text> read(String json) {
        return Codec.JSON
                .readDocs(json.getBytes(UTF_8), Text.class, Limits.DEFAULT)
                .cast();
    }

    private static String json(DocArray<?> docs) {
        return new String(Codec.JSON.writeDocs(docs), UTF_8);
    }

    private static CallError error(Response response) {
        CallError error = response.error();
        if (error == null) {
            throw new AssertionError("expected an error, and the call was answered: " + response);
        }
        return error;
    }

    /// The error of a call, whether the other side answered it or no answer came.
    private static CallError failure(Call call, String what) {
        try {
            return error(call.make());
        } catch (XooaiException e) {
            return e.error();
        } catch (AssertionError e) {
            throw new AssertionError(what + ": " + e.getMessage(), e);
        }
    }

    private interface Call {
        Response make();
    }

    private <T> Future<T> inBackground(Callable<T> work) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        open.add(0, threads::shutdownNow);
        return threads.submit(work);
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no result within a minute, or a failure: " + e, e);
        }
    }
}
