package xooai.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.Text;

/// Bodies that are well-formed and say what may not be said: both codecs refuse them with the same words,
/// which name the place.
class BadRequestsTest {
    private static final String FILLED = "\"flag\":true,\"count\":1,\"big\":1,\"ratio\":1,\"score\":1";

    static Stream<Arguments> fields() {
        return Stream.of(
                Arguments.of("\"name\":5", "name", "expected a string, found an integer"),
                Arguments.of("\"name\":[\"a\"]", "name", "expected a string, found an array"),
                Arguments.of("\"maybeFlag\":\"true\"", "maybeFlag", "expected a boolean, found a string"),
                Arguments.of("\"maybeFlag\":1", "maybeFlag", "expected a boolean, found an integer"),
                Arguments.of("\"maybeCount\":\"1\"", "maybeCount", "expected an integer, found a string"),
                Arguments.of("\"maybeCount\":1.5", "maybeCount", "expected an integer, found a number"),
                Arguments.of("\"maybeCount\":2147483648", "maybeCount", "2147483648 is not between"),
                Arguments.of("\"maybeBig\":9223372036854775808", "maybeBig", "9223372036854775808 is not between"),
                Arguments.of("\"maybeBig\":true", "maybeBig", "expected an integer, found a boolean"),
                Arguments.of("\"maybeScore\":\"nan\"", "maybeScore", "expected a number, found a string"),
                Arguments.of("\"maybeScore\":{}", "maybeScore", "expected a number, found an object"),
                Arguments.of("\"maybeRatio\":1e39", "maybeRatio", "1.0E39 is too large for a number of 32 bits"),
                Arguments.of("\"at\":\"yesterday\"", "at", "`yesterday` is no time in RFC 3339"),
                Arguments.of("\"at\":\"2026-02-30T00:00:00Z\"", "at", "is no time in RFC 3339"),
                Arguments.of("\"at\":\"2026-02-03T00:00:00\"", "at", "is no time in RFC 3339"),
                Arguments.of("\"at\":1769817600", "at", "expected a string, found an integer"),
                Arguments.of("\"color\":\"red\"", "color", "`red` is not one of [RED, GREEN, BLUE]"),
                Arguments.of("\"color\":0", "color", "expected a string, found an integer"),
                Arguments.of("\"blob\":\"x\"", "blob", "expected an object, found a string"),
                Arguments.of("\"blob\":{}", "blob", "Content needs one of `text`, `ref` and `bytes`"),
                Arguments.of("\"blob\":{\"text\":\"a\",\"ref\":\"b\"}", "blob", "Content takes only one of"),
                Arguments.of("\"blob\":{\"bytes\":\"*\"}", "blob.bytes", "not valid base64"),
                Arguments.of("\"blob\":{\"bytes\":[1]}", "blob.bytes", "expected bytes, found an array"),
                Arguments.of("\"blob\":{\"ref\":\"a\",\"size\":-1}", "blob.size", "-1 is not between 0"),
                Arguments.of("\"blob\":{\"ref\":\"a\",\"sig\":\"md5:00\"}", "blob", "`sig` is `sha256:` and 64"),
                Arguments.of("\"image\":{\"text\":\"a\"}", "image", "Image needs one of `ref` and `bytes`"),
                Arguments.of("\"tensor\":{\"dtype\":\"int8\",\"shape\":[1]}", "tensor", "needs `dtype`, `shape` and"),
                Arguments.of(tensor("float16", "[1]", "AAA="), "tensor", "dtype `float16` is not one of"),
                Arguments.of(tensor("int8", "[-1]", "AA=="), "tensor", "-1 is not between 0"),
                Arguments.of(tensor("int8", "[2]", "AA=="), "tensor", "needs 2 bytes of data and has 1"),
                Arguments.of(tensor("int8", "[65536,65536]", ""), "tensor", "at most 2^31 elements"),
                Arguments.of(tensor("int8", "[2147483648]", ""), "tensor", "2147483648 is not between"),
                Arguments.of("\"part\":[]", "part", "expected an object, found an array"),
                Arguments.of("\"part\":{\"deeper\":{\"label\":1}}", "part.deeper.label", "expected a string"),
                Arguments.of("\"tags\":\"a\"", "tags", "expected an array, found a string"),
                Arguments.of("\"tags\":[\"a\",null]", "tags[1]", "expected a value, found null"),
                Arguments.of("\"parts\":[{},{\"label\":[]}]", "parts[1].label", "expected a string, found an array"),
                Arguments.of("\"rows\":[[1],[2,\"3\"]]", "rows[1][1]", "expected an integer, found a string"),
                Arguments.of("\"weights\":{\"a\":null}", "weights.a", "expected a value, found null"),
                Arguments.of("\"named\":{\"b\":{\"weight\":\"x\"}}", "named.b.weight", "expected a number"),
                Arguments.of("\"count\":null", "count", ""),
                Arguments.of("\"type\":\"Text\"", "docs[0]", "takes Everything, and is given Text"),
                Arguments.of("\"id\":5", "docs[0]", "expected a string, found an integer"),
                Arguments.of("\"error\":\"x\"", "docs[0]", "expected an error, which is an object"));
    }

    private static String tensor(String dtype, String shape, String data) {
        return "\"tensor\":{\"dtype\":\"%s\",\"shape\":%s,\"data\":\"%s\"}".formatted(dtype, shape, data);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aWrongFieldIsNamed(String field, String place, String words) {
        String filled = field.startsWith("\"count\"") ? FILLED.replace("\"count\":1,", "") : FILLED;
        String json = "{\"docs\":[{" + filled + "," + field + "}]}";

        Verdict verdict = same(json, Everything.class);

        assertThat(verdict.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(verdict.message())
                .startsWith("Tried to read the request: `docs[0]")
                .contains(place, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"docs":[{"flag":true}]}                | `docs[0]`: `count` is missing
        {"docs":{}}                             | `docs`: expected an array of docs, found an object
        {"docs":["x"]}                          | `docs[0]`: expected a doc, which is an object, found a string
        {"docs":[null]}                         | `docs[0]`: expected a doc, which is an object, found null
        {"docs":null}                           | `docs` is missing
        {}                                      | `docs` is missing
        []                                      | expected an object, found an array
        "docs"                                  | expected an object, found a string
        null                                    | expected an object, found null
        {"docs":[],"v":"1"}                     | `v`: expected a version, which is an integer, found a string
        {"docs":[],"rid":7}                     | `rid`: expected a string, found an integer
        {"docs":[],"endpoint":[]}               | `endpoint`: expected a string, found an array
        {"docs":[],"timeoutMs":-1}              | `timeoutMs`: expected a time in whole milliseconds
        {"docs":[],"timeoutMs":1.5}             | `timeoutMs`: expected a time in whole milliseconds
        {"docs":[],"timeoutMs":"1"}             | `timeoutMs`: expected a time in whole milliseconds
        {"docs":[],"timeoutMs":18446744073709551615} | `timeoutMs`: expected a time in whole milliseconds
        {"docs":[],"params":[]}                 | `params`: expected an object, found an array
        {"docs":[],"branches":[]}               | `branches`: expected an object, found an array
        {"docs":[],"branches":{"a":{}}}         | `branches.a`: expected an array of docs, found an object
        {"docs":[],"error":5}                   | `error`: expected an error, which is an object
        """)
    void aWrongEnvelopeIsNamed(String json, String words) {
        Verdict verdict = same(json, Everything.class);

        assertThat(verdict.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(verdict.message()).contains(words);
    }

    @Test
    void anotherVersionOfTheEnvelopeIsNotRead() {
        Verdict verdict = same("{\"v\":2,\"docs\":[]}", Everything.class);

        assertThat(verdict.code()).isEqualTo(Code.UNIMPLEMENTED);
        assertThat(verdict.message()).contains("`v`: the envelope is of version 2, and only version 1 is known here");
        assertThat(same("{\"v\":1,\"docs\":[]}", Everything.class).accepted()).isTrue();
    }

    @Test
    void twoDocsOfOneIdAreRefused() {
        Verdict verdict = same("{\"docs\":[{\"id\":\"a\",\"text\":\"\"},{\"id\":\"a\",\"text\":\"\"}]}", Text.class);

        assertThat(verdict.message()).contains("`docs`: two docs have the id `a`");
    }

    @Test
    void tenThousandDocsAreReadAndOneMoreIsNot() {
        assertThat(same(docs(10_000), Text.class).accepted()).isTrue();

        Verdict verdict = same(docs(10_001), Text.class);

        assertThat(verdict.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(verdict.message()).contains("more docs than the limit of 10000");
    }

    private static String docs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"text\":\"\"}")
                .collect(java.util.stream.Collectors.joining(",", "{\"docs\":[", "]}"));
    }

    @Test
    void sixtyFourLevelsAreReadAndOneMoreIsNot() {
        assertThat(same(nested(64), Text.class).accepted()).isTrue();

        Verdict verdict = same(nested(65), Text.class);

        assertThat(verdict.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(verdict.message()).contains("`x", "nest deeper than the limit of 64");
    }

    private static String nested(int levels) {
        return "{\"docs\":[],\"x\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }

    @Test
    void aSignatureThatIsNotThatOfTheBytesIsDataLoss() {
        String sig = Content.sign(new byte[] {1});

        Verdict verdict = same("{\"docs\":[{\"text\":\"a\",\"sig\":\"" + sig + "\"}]}", Text.class);

        assertThat(verdict.code()).isEqualTo(Code.DATA_LOSS);
        assertThat(verdict.message()).contains("docs[0]", "the signature is not that of the content");
    }

    @Test
    void aKnownTypeIsCheckedWhereAnyDocIsTaken() {
        Verdict verdict = same("{\"docs\":[{\"type\":\"Text\",\"text\":5}]}", Doc.class);

        assertThat(verdict.message()).contains("`docs[0].text`: expected a string, found an integer");
    }

    @Test
    void anErrorInASlotExcusesNoBrokenFields() {
        String broken = "{\"docs\":[{\"error\":{},\"tags\":[{}]}]}";

        assertThat(same(broken, Everything.class).message()).contains("`docs[0].tags[0]`: expected a string");
    }

    @Test
    void whatTheInputSaysIsShortAndOnOneLineInAMessage() {
        String longText = "z".repeat(100_000) + "\\n";
        for (String json : List.of(
                "{\"docs\":[{\"at\":\"" + longText + "\"}]}",
                "{\"docs\":[{\"color\":\"\\u0000\\n" + longText + "\"}]}",
                "{\"docs\":[{\"tensor\":{\"dtype\":\"" + longText + "\",\"shape\":[],\"data\":\"\"}}]}",
                "{\"docs\":[{\"weights\":{\"" + "k".repeat(1_000) + "\\n\":[]}}]}")) {
            assertThat(same(json, Everything.class).message().length()).isLessThan(400);
            assertThat(same(json, Everything.class).message()).doesNotContain("\n");
        }
    }

    /// The verdict of both codecs, which is one.
    private static Verdict same(String json, Class<? extends Doc> docs) {
        Verdict inJson = Verdict.onRequest(Codec.JSON, json, docs);
        assertThat(Verdict.onRequest(Codec.MSGPACK, json, docs)).isEqualTo(inJson);
        return inJson;
    }
}
