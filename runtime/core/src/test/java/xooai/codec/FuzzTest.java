package xooai.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Text;

/// Whatever the bytes are, reading them ends soon: with a value, or with a refusal of the one kind.
class FuzzTest {

    @Property(tries = 1_000)
    void randomBytesAreReadOrRefused(@ForAll byte[] bytes) {
        readAll(bytes);
    }

    @Property(tries = 500)
    void changedBodiesAreReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        DocArray<Everything> docs = new RandomDocs(seed).array();
        Codec codec = random.nextBoolean() ? Codec.JSON : Codec.MSGPACK;
        byte[] body = random.nextBoolean()
                ? codec.writeRequest(Request.of("echo", docs))
                : codec.writeResponse(Response.of("r", docs));

        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            body = changed(body, random);
        }
        readAll(body);
    }

    private static byte[] changed(byte[] body, Random random) {
        if (body.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(body.length);
        int length = 1 + random.nextInt(Math.min(8, body.length - at));
        byte[] copy = body.clone();
        return switch (random.nextInt(5)) {
            case 0 -> {
                copy[at] ^= (byte) (1 << random.nextInt(8));
                yield copy;
            }
            case 1 -> {
                copy[at] = (byte) random.nextInt();
                yield copy;
            }
            case 2 -> Arrays.copyOf(body, at);
            case 3 -> joined(Arrays.copyOf(body, at), Arrays.copyOfRange(body, at + length, body.length));
            default -> joined(Arrays.copyOf(body, at + length), Arrays.copyOfRange(body, at, body.length));
        };
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    /// Reads the bytes in every way there is; [Verdict] lets nothing but refusals pass.
    private static void readAll(byte[] bytes) {
        for (Codec codec : Codec.all()) {
            Verdict.onRequest(codec, bytes, Everything.class);
            Verdict.onRequest(codec, bytes, Doc.class);
            Verdict.onDocs(codec, bytes, Text.class);
            Verdict.onAnswer(codec, bytes);
            Verdict.onValue(codec, bytes);
        }
    }

    @Example
    void aMillionOpenBracketsAreRefusedSoon() {
        byte[] brackets = "[".repeat(1_000_000).getBytes(UTF_8);
        byte[] arrays = new byte[1_000_000];
        Arrays.fill(arrays, (byte) 0x91);

        assertTimeout(ofSeconds(2), () -> {
            assertThat(Verdict.onValue(Codec.JSON, brackets).accepted()).isFalse();
            assertThat(Verdict.onValue(Codec.MSGPACK, arrays).accepted()).isFalse();
        });
    }

    @Example
    void aThousandHeadersOfHugeArraysAreRefusedSoon() {
        byte[] headers = new byte[5_000];
        for (int i = 0; i < headers.length; i += 5) {
            headers[i] = (byte) 0xdd;
            headers[i + 1] = 0x10;
        }

        assertTimeout(
                ofSeconds(2),
                () -> assertThat(Verdict.onValue(Codec.MSGPACK, headers).accepted())
                        .isFalse());
    }

    @Example
    void keysOfOneHashAreReadSoon() {
        StringBuilder json = new StringBuilder("{\"docs\":[{\"text\":\"\"");
        for (int i = 0; i < 1 << 15; i++) {
            json.append(",\"");
            for (int bit = 0; bit < 15; bit++) {
                json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            json.append("\":0");
        }
        byte[] body = json.append("}]}").toString().getBytes(UTF_8);

        assertTimeout(
                ofSeconds(5),
                () -> assertThat(Verdict.onRequest(Codec.JSON, body, Text.class).accepted())
                        .isTrue());
    }

    @Example
    void numbersOfManyDigitsAreRefusedSoon() {
        byte[] body = ("[1" + "0".repeat(1_000_000) + "]").getBytes(UTF_8);
        byte[] fraction = ("[0." + "1".repeat(1_000_000) + "]").getBytes(UTF_8);
        byte[] exponent = "[1e999999999999]".getBytes(UTF_8);

        assertTimeout(ofSeconds(2), () -> {
            assertThat(Verdict.onValue(Codec.JSON, body).accepted()).isFalse();
            assertThat(Verdict.onValue(Codec.JSON, fraction).accepted()).isFalse();
            assertThat(Verdict.onValue(Codec.JSON, exponent).accepted()).isFalse();
        });
    }
}
