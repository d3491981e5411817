package xooai.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static xooai.driver.Calls.call;
import static xooai.driver.Calls.error;
import static xooai.driver.Calls.failure;
import static xooai.driver.Calls.inProcess;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Text;

/// What every driver does alike with one request and its answer, whatever carries their bytes: a [Probe]
/// called through it behaves as one that is called in process.
public abstract class CallContract extends Contract {

    @Test
    void itIsFoundByItsScheme() {
        String scheme = URI.create(transport().address()).getScheme();

        assertThat(transport().driver().schemes()).contains(scheme);
        assertThat(Driver.of(scheme)).hasSameClassAs(transport().driver());
    }

    @Test
    void docsAreEqualByteForByteToThoseInProcess() {
        DocArray<Text> docs = read("""
            [{"id": "a", "text": "Ä€😀"}, {"id": "b", "text": "", "mediaType": "text/plain"},
             {"id": "c", "ref": "data:,x", "sig": "sha256:%s", "size": 1}]\
            """.formatted("0".repeat(64)));

        for (Codec codec : Codec.all()) {
            Connection way = connect(transport().connecting().withCodec(codec));
            for (String endpoint : List.of("echo", "upper")) {
                DocArray<?> here = inProcess(probe, endpoint, docs, Map.of()).docs();
                DocArray<?> there = call(way, endpoint, docs).docs();
                for (Codec written : Codec.all()) {
                    assertThat(written.writeDocs(there)).isEqualTo(written.writeDocs(here));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void idsAndUnknownFieldsAreKept(Wire wire) {
        DocArray<Text> docs = read("""
            [{"id": "a", "text": "x", "score": 0.5, "tags": ["p", {"q": null}]}, {"id": "b", "text": "y"}]\
            """);

        DocArray<?> there = call(connect(wire.over(transport())), "upper", docs).docs();

        assertThat(json(there)).contains("\"score\":0.5", "\"tags\":[\"p\",{\"q\":null}]", "\"id\":\"a\"", "\"X\"");
    }

    @Test
    void aDocInErrorComesBackAtItsPlace() {
        Response response = call(connection, "upper", texts("one", "bad", "three"));

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

        Response response = call(connection, "upper", docs);

        assertThat(json(response.docs()))
                .isEqualTo(json(inProcess(probe, "upper", docs, Map.of()).docs()));
        assertThat(response.docs().errors()).extracting(CallError::message).containsExactly("lost before");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OK", "PARTIAL"})
    void aRequestErrorComesBackAsItselfInBothCodecs(Code code) {
        Map<String, @Nullable Object> params = Map.of("code", code.name());
        Response here = inProcess(probe, "fail", texts("x"), params);

        for (Wire wire : Wire.values()) {
            Response there = call(connect(wire.over(transport())), "fail", texts("x"), params);

            assertThat(there.error()).isEqualTo(here.error());
            CallError error = error(there, "fail");
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.message()).contains("failed as told");
            assertThat(error.node()).isEqualTo("inner");
            assertThat(error.endpoint()).isEqualTo("fail");
        }
    }

    @Test
    void anUnknownEndpointNamesThoseThereAre() {
        CallError error = failure(() -> call(connection, "nothing", texts("x")), "nothing");

        assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(error.message()).contains("nothing", "echo", "upper", "fail");
    }

    @Test
    void anUnknownExecutorIsNotFound() {
        CallError error = failure(
                () -> connection.call(
                        "nobody", Calls.request("echo", texts("x"), Map.of()), Text.class, Context.of(LONG)),
                "nobody");

        assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void noDocsAreAnsweredWithNoDocs(Wire wire) {
        Response response = call(connect(wire.over(transport())), "echo", DocArray.empty());

        assertThat(response.code()).isEqualTo(Code.OK);
        assertThat(response.docs()).isEmpty();
    }

    @Test
    void parametersArrive() {
        Map<String, @Nullable Object> params = Map.of("top_k", 5L);

        assertThat(json(call(connection, "params", texts(), params).docs())).contains("top_k=5");
    }

    @Test
    void manyCallsAtOnceAreAnsweredEachWithItsOwn() {
        int calls = transport().callsAtOnce();
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
    void aThousandCallersAreEachAnswered() {
        List<Future<Response>> answers = IntStream.range(0, 1_000)
                .mapToObj(i -> inBackground(() -> call(connection, "upper", texts("call " + i))))
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(((Text) get(answers.get(i)).docs().get(0)).text()).isEqualTo("CALL " + i);
        }
    }

    @Test
    void itDescribesTheExecutorAsTheExecutorDoes() {
        assertThat(connection.describe(Context.of(LONG))).isEqualTo(List.of(probe.describe()));
    }

    private static DocArray<Text> read(String json) {
        return Codec.JSON
                .readDocs(json.getBytes(UTF_8), Text.class, Limits.DEFAULT)
                .cast();
    }

    private static String json(DocArray<?> docs) {
        return new String(Codec.JSON.writeDocs(docs), UTF_8);
    }
}
