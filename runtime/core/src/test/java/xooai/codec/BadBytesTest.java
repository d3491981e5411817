package xooai.codec;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Text;

/// Bytes that are no JSON or no msgpack as both are read here: strictly, and never at a cost beyond their size.
class BadBytesTest {
    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static Verdict json(String text) {
        return Verdict.onValue(Codec.JSON, text.getBytes(UTF_8));
    }

    private static Verdict msgpack(String hex) {
        return Verdict.onValue(Codec.MSGPACK, hex(hex));
    }

    private static void assertRefused(Verdict verdict, String words) {
        assertThat(verdict.accepted()).isFalse();
        assertThat(verdict.message()).contains(words);
    }

    static Stream<Arguments> alike() {
        return Stream.of(
                Arguments.of("7b 2261223a312c 2261223a32 7d", "82 a161 01 a161 02", "the key `a` stands twice"),
                Arguments.of("7b 2261223a6e756c6c2c2261223a6e756c6c 7d", "82 a161 c0 a161 c0", "`a` stands twice"),
                Arguments.of("31 20 32", "01 02", "there is more after the end of the value"),
                Arguments.of("7b7d 7b7d", "80 80", "there is more after the end of the value"),
                Arguments.of("31 00", "01 00", "more after the end|byte order mark"),
                Arguments.of("22 c0af 22", "a2 c0af", "not valid UTF-8"),
                Arguments.of("22 eda0bd 22", "a3 eda0bd", "not valid UTF-8"),
                Arguments.of("22 f4908080 22", "a4 f4908080", "not valid UTF-8"),
                Arguments.of("22 ff 22", "a1 ff", "not valid UTF-8"),
                Arguments.of("7b 22c0af22 3a31 7d", "81 a2c0af 01", "not valid UTF-8"),
                Arguments.of("3165343030", "cb 7ff0000000000000", "a number is not finite"),
                Arguments.of("2d3165343030", "ca ff800000", "a number is not finite"),
                Arguments.of("", "", "a value is missing|the bytes end"),
                Arguments.of("5b", "91", "not JSON|the bytes end|a length of 1 is more"),
                Arguments.of("7b 31 3a 31 7d", "81 01 01", "not JSON|a key of a map is not a string"),
                Arguments.of("7b 6e756c6c 3a 31 7d", "81 c0 01", "not JSON|a key of a map is not a string"),
                Arguments.of("7b 5b5d 3a 31 7d", "81 90 01", "not JSON|a key of a map is not a string"));
    }

    @ParameterizedTest
    @MethodSource("alike")
    void bothCodecsRefuseIt(String inJson, String inMsgpack, String words) {
        for (Verdict verdict : List.of(
                Verdict.onValue(Codec.JSON, hex(inJson)),
                msgpack(inMsgpack),
                Verdict.onDocs(Codec.JSON, hex(inJson), Doc.class),
                Verdict.onDocs(Codec.MSGPACK, hex(inMsgpack), Doc.class))) {
            assertThat(verdict.accepted()).isFalse();
            assertThat(verdict.code()).isEqualTo(Code.INVALID_ARGUMENT);
        }
        assertThat(Verdict.onValue(Codec.JSON, hex(inJson)).message()).containsPattern(words);
        assertThat(msgpack(inMsgpack).message()).containsPattern(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN", "Infinity", "-Infinity", "01", "+1", ".5", "1.", "0x1", "'a'", "[1,]", "{\"a\":1,}", "[1 2]",
                "{a:1}", "tru", "nul", "\"\\x\"", "\"\\u12\"", "\"a\nb\"", "\"a", "// c\n1", "/* c */1", "[", "}", ",",
                "1e", "--1", "\u00a01"
            })
    void whatIsOnlyAlmostJsonIsRefusedAtItsPlace(String text) {
        assertRefused(json(text), "not JSON at line ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud83d\"", "\"\\ude00\"", "\"\\ude00\\ud83d\"", "{\"\\ud83d\":1}", "[\"a\\ud83da\"]"})
    void halfASurrogatePairIsRefused(String text) {
        assertRefused(json(text), "surrogate pair");
    }

    @Test
    void aWholeSurrogatePairIsRead() {
        assertThat(Codec.JSON.readValue("\"\\ud83d\\ude00\"".getBytes(UTF_8), Limits.DEFAULT))
                .isEqualTo("😀");
    }

    static List<Charset> otherCharsets() {
        return List.of(
                UTF_16BE,
                UTF_16LE,
                Charset.forName("UTF-32BE"),
                Charset.forName("UTF-32LE"),
                Charset.forName("UTF-16"));
    }

    @ParameterizedTest
    @MethodSource("otherCharsets")
    void jsonIsNothingButUtf8(Charset charset) {
        assertThat(Verdict.onValue(Codec.JSON, "{\"a\":1}".getBytes(charset)).accepted())
                .isFalse();
        assertThat(Verdict.onValue(Codec.JSON, "1".getBytes(charset)).accepted())
                .isFalse();
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertRefused(json("\ufeff{}"), "without a byte order mark");
    }

    @ParameterizedTest
    @CsvSource({
        "dd10000000, a length of 268435456 is more than the bytes that follow",
        "ddffffffff, a length is more than the bytes that follow",
        "df7fffffff, a length of 2147483647 is more than the bytes that follow",
        "dfffffffff, a length is more than the bytes that follow",
        "db7fffffff, a length of 2147483647 is more than the bytes that follow",
        "c6ffffffff, a length is more than the bytes that follow",
        "dcffff, a length of 65535 is more than the bytes that follow",
        "d40100, extension types are not read",
        "d6ff00000000, extension types are not read",
        "c70c05, extension types are not read",
        "c9ffffffff05, extension types are not read",
        "c1, not msgpack",
        "92c1, not msgpack",
        "81c40161 01, a key of a map is not a string"
    })
    void msgpackIsRefusedBeforeAnythingIsMadeOfIt(String hex, String words) {
        assertRefused(msgpack(hex), words);
    }

    @Test
    void anIntegerHasAtMostSixtyFourBits() {
        assertThat(json("18446744073709551615").accepted()).isTrue();
        assertThat(json("-9223372036854775808").accepted()).isTrue();
        assertRefused(json("18446744073709551616"), "an integer has more than 64 bits");
        assertRefused(json("-9223372036854775809"), "an integer has more than 64 bits");
        assertRefused(json("1".repeat(500_000)), "");
        assertThat(Codec.MSGPACK.readValue(hex("cfffffffffffffffff"), Limits.DEFAULT))
                .isEqualTo(Codec.JSON.readValue("18446744073709551615".getBytes(UTF_8), Limits.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack"})
    void aBodyCutAnywhereIsRefused(String name) {
        Codec codec = Objects.requireNonNull(Codec.named(name));
        byte[] whole = codec.writeRequest(Request.of("echo", DocArray.of(new RandomDocs(7).everything())));
        assertThat(Verdict.onRequest(codec, whole, Everything.class).accepted()).isTrue();

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(Verdict.onRequest(codec, cut, Everything.class).accepted())
                    .as("%d bytes", length)
                    .isFalse();
            assertThat(Verdict.onRequest(codec, cut, Doc.class).accepted())
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void aBodyOverTheLimitIsRefusedUnread() {
        byte[] body = new byte[(16 << 20) + 1];
        new Random(1).nextBytes(body);

        for (Codec codec : Codec.all()) {
            Verdict verdict = Verdict.onRequest(codec, body, Text.class);
            assertThat(verdict.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
            assertRefused(verdict, "16777217 bytes are more than the limit of 16777216");
        }
    }

    @Test
    void aKeyHasAtMostAThousandAndTwentyFourCharacters() {
        for (Codec codec : Codec.all()) {
            assertThat(Verdict.onValue(codec, keyed(codec, 1_024)).accepted()).isTrue();
            Verdict verdict = Verdict.onValue(codec, keyed(codec, 1_025));
            assertThat(verdict.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
            assertRefused(verdict, "a key is longer than the limit of 1024 characters");
        }
    }

    private static byte[] keyed(Codec codec, int length) {
        return codec.writeValue(java.util.Map.of("€".repeat(length), 1L));
    }
}
