package xooai.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.XooaiException;

/// Docs that no codec can write are refused by both, before anything is sent.
class BadDocsTest {
    record Names(List<String> names, Map<String, String> byKey) implements Doc {}

    private static final class NoRecord implements Doc {}

    static List<Codec> codecs() {
        return Codec.all();
    }

    private static void assertRefused(Codec codec, Doc doc, String words) {
        assertThatThrownBy(() -> codec.writeDocs(DocArray.of(doc)))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void halfASurrogatePairIsNotWritten(Codec codec) {
        assertRefused(codec, Text.of("a\ud83d"), "half of a surrogate pair");
        assertRefused(codec, Text.of("\ude00".repeat(1000)), "half of a surrogate pair");
        assertRefused(codec, new Names(List.of(), Map.of("\ud83d", "")), "half of a surrogate pair");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aNullInAListOrMapIsNotWritten(Codec codec) {
        Map<String, String> withNull = new HashMap<>();
        withNull.put("a", null);

        assertRefused(codec, new Names(Arrays.asList("a", null), Map.of()), "a list or map in a doc holds null");
        assertRefused(codec, new Names(List.of(), withNull), "a list or map in a doc holds null");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aDocThatIsNoRecordIsNotWritten(Codec codec) {
        assertRefused(codec, new NoRecord(), "NoRecord is not a record");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void anErrorIsWrittenWhateverItsMessageHolds(Codec codec) {
        DocArray<Text> docs =
                DocArray.ofSlots(List.of(Slot.failed("a", CallError.of(Code.INTERNAL, "cut \ud83d here"))));

        DocArray<? extends Doc> read = codec.readDocs(codec.writeDocs(docs), Text.class, Limits.DEFAULT);

        assertThat(read.errors()).extracting(CallError::message).containsExactly("cut ? here");
    }
}
