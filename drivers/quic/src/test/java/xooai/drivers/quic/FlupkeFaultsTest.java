package xooai.drivers.quic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.kwik.flupke.impl.DataFramesReader;
import tech.kwik.qpack.Decoder;
import tech.kwik.qpack.Encoder;

/// The faults of Flupke and qpack that ours is built around. A test that fails here says that one was mended, and
/// that what it names may go.
class FlupkeFaultsTest {

    /// [Http3Body], and [Http3Connection] beside Flupke's.
    @Test
    void flupkeStillTakesABodyThatWasCutForWhole() throws IOException {
        byte[] cut = {0, 10, 'h', 'a', 'l', 'f'};

        byte[] read = new DataFramesReader(new ByteArrayInputStream(cut), 1_000).readAllBytes();

        assertThat(read).isEqualTo("half".getBytes(US_ASCII));
    }

    /// The walk of [FieldSections].
    @Test
    void qpackStillTakesMemoryForAStringByTheLengthThatItClaims() {
        // A literal with the name of `:path` and a value of 2^31 bytes, of which none follows.
        byte[] claims = {0, 0, 0x51, 0x7f, (byte) 0x81, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};

        assertThatThrownBy(() -> Decoder.newBuilder().build().decodeStream(new ByteArrayInputStream(claims)))
                .isInstanceOf(NegativeArraySizeException.class);
    }

    /// The walk of [FieldSections].
    @Test
    void qpackStillDropsWhatItDoesNotFindInTheDynamicTable() throws IOException {
        byte[] refers = {2, 0, (byte) 0x80};

        assertThat(Decoder.newBuilder().build().decodeStream(new ByteArrayInputStream(refers)))
                .isEmpty();
    }

    /// The longest header that [FieldSections] writes.
    @Test
    void qpackStillWritesTheLength255SoThatNobodyCanReadIt() {
        Map.Entry<String, String> field = Map.entry("referrer-policy", "x".repeat(255));
        ByteBuffer block =
                Encoder.newBuilder().build().compressHeaders(List.of(field)).flip();
        byte[] bytes = new byte[block.remaining()];
        block.get(bytes);

        assertThatThrownBy(() -> FieldSections.decode(bytes)).isInstanceOf(Http3Exception.class);
    }

    @Test
    void whatWeAnswerCanBeReadAtItsLongest() throws IOException {
        String longest = "x".repeat(254);
        byte[] frame = FieldSections.answer(200, Map.of("content-type", longest, "referrer-policy", longest));
        byte[] block = Arrays.copyOfRange(frame, 3, frame.length);

        assertThat(FieldSections.decode(block))
                .contains(Map.entry("content-type", longest), Map.entry("referrer-policy", longest));
    }
}
