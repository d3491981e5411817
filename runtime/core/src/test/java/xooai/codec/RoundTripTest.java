package xooai.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Tensor;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;

/// What is written is read as it was, and both codecs say the same.
class RoundTripTest {
    private static DocArray<? extends Doc> read(Codec codec, byte[] bytes, Class<? extends Doc> type) {
        return codec.readDocs(bytes, type, Limits.DEFAULT);
    }

    private static String json(DocArray<? extends Doc> docs) {
        return new String(Codec.JSON.writeDocs(docs), UTF_8);
    }

    private static DocArray<? extends Doc> docs(String json, Class<? extends Doc> type) {
        return read(Codec.JSON, json.getBytes(UTF_8), type);
    }

    @Property(tries = 150)
    void docsAreReadAsTheyWereWritten(@ForAll long seed) {
        DocArray<Everything> docs = new RandomDocs(seed).array();

        for (Codec codec : Codec.all()) {
            byte[] bytes = codec.writeDocs(docs);
            DocArray<? extends Doc> read = read(codec, bytes, Everything.class);

            assertThat(read).isEqualTo(docs);
            assertThat(codec.writeDocs(read)).isEqualTo(bytes);
        }
    }

    @Property(tries = 80)
    void whatCameInOneCodecIsWrittenInTheOther(@ForAll long seed) {
        DocArray<Everything> docs = new RandomDocs(seed).array();
        byte[] json = Codec.JSON.writeDocs(docs);
        byte[] msgpack = Codec.MSGPACK.writeDocs(docs);

        assertThat(Codec.MSGPACK.writeDocs(read(Codec.JSON, json, Everything.class)))
                .isEqualTo(msgpack);
        assertThat(Codec.JSON.writeDocs(read(Codec.MSGPACK, msgpack, Everything.class)))
                .isEqualTo(json);
    }

    @Property(tries = 80)
    void docsOfUnknownClassesPassUnchanged(@ForAll long seed) {
        DocArray<Everything> docs = new RandomDocs(seed).array();

        for (Codec codec : Codec.all()) {
            byte[] bytes = codec.writeDocs(docs);
            DocArray<? extends Doc> untyped = read(codec, bytes, Doc.class);

            assertThat(codec.writeDocs(untyped)).isEqualTo(bytes);
            assertThat(Docs.typed(untyped, Everything.class)).isEqualTo(docs);
        }
    }

    @Property(tries = 80)
    void plainValuesAreReadAsTheyWereWritten(@ForAll long seed) {
        Object value = new RandomDocs(seed).value(4);

        for (Codec codec : Codec.all()) {
            assertThat(codec.readValue(codec.writeValue(value), Limits.DEFAULT)).isEqualTo(value);
        }
    }

    @Property(tries = 80)
    @SuppressWarnings("NullAway") // a class file does not tell that parameters may be null
    void requestsAndAnswersAreReadAsTheyWereWritten(@ForAll long seed) {
        RandomDocs random = new RandomDocs(seed);
        Map<String, DocArray<? extends Doc>> branches = new LinkedHashMap<>();
        branches.put("b", random.array());
        branches.put("a", random.array());
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        params.put("top_k", random.value(2));
        Request request = new Request("r", "echo", 250, params, random.array(), Map.of("x-trace", 1L), branches);
        Response partial = Response.of("r", random.array());
        Response failed = Response.failed("r", random.error(2));

        for (Codec codec : Codec.all()) {
            Request read = codec.readRequest(
                    codec.writeRequest(request), Everything.class, Limits.DEFAULT, ContentSource.standard());
            assertThat(read).isEqualTo(request);
            assertThat(read.branches().keySet()).containsExactly("b", "a");
            assertThat(response(codec, partial)).isEqualTo(partial);
            assertThat(response(codec, failed)).isEqualTo(failed);
        }
    }

    private static Response response(Codec codec, Response response) {
        return codec.readResponse(
                codec.writeResponse(response), Everything.class, Limits.DEFAULT, ContentSource.standard());
    }

    @Example
    void numbersThatAreNotFiniteAreStrings() {
        DocArray<? extends Doc> docs = docs("""
            [{"flag": true, "count": 1, "big": 2, "ratio": "-Infinity", "score": "NaN", "maybeScore": "Infinity"}]\
            """, Everything.class);

        Everything read = (Everything) docs.get(0);

        assertThat(read.score()).isNaN();
        assertThat(read.ratio()).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(read.maybeScore()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(json(docs)).contains("\"ratio\":\"-Infinity\"", "\"score\":\"NaN\"", "\"maybeScore\":\"Infinity\"");
    }

    @Example
    void timesAreInUtcWhateverTheyCameIn() {
        record Moment(Instant at) implements Doc {}
        DocArray<? extends Doc> docs = docs("[{\"at\":\"2026-01-31T13:30:00.5+01:30\"}]", Moment.class);

        assertThat(json(docs)).isEqualTo("[{\"type\":\"Moment\",\"at\":\"2026-01-31T12:00:00.500Z\"}]");
    }

    @Example
    void bytesAreBase64InJsonAndPlainInMsgpack() {
        record Blob(Content content) implements Doc {}
        DocArray<Blob> docs = DocArray.of(new Blob(Content.ofBytes(new byte[] {1, 2, (byte) 255}, null)));

        assertThat(json(docs)).isEqualTo("[{\"type\":\"Blob\",\"content\":{\"bytes\":\"AQL/\"}}]");
        assertThat(Codec.MSGPACK.writeDocs(docs))
                .containsSubsequence((byte) 0xc4, (byte) 3, (byte) 1, (byte) 2, (byte) 255);
    }

    @Example
    void aTensorIsItsTypeShapeAndData() {
        record Row(Tensor row) implements Doc {}
        DocArray<Row> docs = DocArray.of(new Row(Tensor.of(new float[] {1, -2}, 1, 2)));

        assertThat(json(docs))
                .isEqualTo(
                        "[{\"type\":\"Row\",\"row\":{\"dtype\":\"float32\",\"shape\":[1,2],\"data\":\"AACAPwAAAMA=\"}}]");
        assertThat(docs(json(docs), Row.class)).isEqualTo(docs);
    }

    @Example
    void aDocWithoutTypeHasTheTypeThatIsTaken() {
        assertThat(docs("[{\"text\":\"hi\"}]", Text.class)).isEqualTo(DocArray.of(Text.of("hi")));
        assertThat(docs("{\"text\":\"hi\"}", Text.class)).isEqualTo(DocArray.of(Text.of("hi")));
    }

    @Example
    void aBuiltInTypeIsKnownWhereAnyDocIsTaken() {
        DocArray<? extends Doc> docs =
                docs("[{\"type\":\"Text\",\"text\":\"hi\"},{\"type\":\"Invoice\",\"n\":1},{\"n\":2}]", Doc.class);

        assertThat(docs.get(0)).isEqualTo(Text.of("hi"));
        assertThat(docs.get(1)).isEqualTo(new UntypedDoc("Invoice", Map.of("n", 1L), null));
        assertThat(docs.get(2)).isEqualTo(new UntypedDoc("", Map.of("n", 2L), null));
    }

    @Example
    void anErrorStaysInItsSlotAndKeepsAllItSays() {
        CallError error = new CallError(
                Code.UNAVAILABLE, "gone", "e2", 3, "echo", "b", true, List.of(CallError.of(Code.ABORTED, "first")));
        DocArray<Text> docs = DocArray.ofSlots(List.of(
                Slot.of(Text.of("x")).withId("a"),
                Slot.failed("b", error),
                Slot.of(Text.of("y")).withId("c")));

        for (Codec codec : Codec.all()) {
            DocArray<? extends Doc> read = read(codec, codec.writeDocs(docs), Text.class);

            assertThat(read).isEqualTo(docs);
            assertThat(Objects.requireNonNull(read.find("b")).error()).isEqualTo(error);
        }
    }

    @Example
    void aDocInErrorNeedsNoFields() {
        DocArray<? extends Doc> docs =
                docs("[{\"id\":\"a\",\"error\":{\"code\":\"ABORTED\",\"message\":\"m\"}}]", Everything.class);

        assertThat(docs.errors())
                .containsExactly(CallError.of(Code.ABORTED, "m").ofDoc("a"));
    }

    @Example
    void aWholeNumberWithAFractionOfZeroIsAnInteger() {
        assertThat(((Everything)
                        docs("{\"flag\":true,\"count\":7.0,\"big\":1e3,\"ratio\":0,\"score\":0}", Everything.class)
                                .get(0)))
                .extracting(Everything::count, Everything::big)
                .containsExactly(7, 1000L);
    }
}
