package xooai.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.Doc;

/// What a newer program may answer is understood as far as it goes, and nothing of it is kept silent.
class NewerAnswersTest {

    @Test
    void anAnswerOfAnotherVersionIsRefusedWithBothVersions() {
        assertThatThrownBy(() -> read("{\"v\":2,\"status\":\"OK\",\"docs\":[]}"))
                .hasMessageContaining("`v`: the envelope is of version 2, and only version 1 is known here");
    }

    @Test
    void anUnknownCodeIsUnknownAndNamed() {
        CallError error = error("{\"status\":\"TIRED\",\"error\":{\"code\":\"TIRED\",\"message\":\"not today\"}}");

        assertThat(error.code()).isEqualTo(Code.UNKNOWN);
        assertThat(error.message()).isEqualTo("not today (with the code `TIRED`)");
    }

    @Test
    void aKnownCodeIsNotSaidTwice() {
        for (String code : new String[] {"UNKNOWN", "ABORTED"}) {
            CallError error = error(
                    "{\"status\":\"" + code + "\",\"error\":{\"code\":\"" + code + "\",\"message\":\"not today\"}}");
            assertThat(error.message()).isEqualTo("not today");
        }
    }

    @Test
    void anUnknownStatusWithoutAnErrorIsAFailureThatNamesIt() {
        CallError error = error("{\"status\":\"TIRED\",\"docs\":[]}");

        assertThat(error.code()).isEqualTo(Code.UNKNOWN);
        assertThat(error.message()).isEqualTo("the call ended with `TIRED` and no message");
    }

    private static CallError error(String json) {
        return Objects.requireNonNull(read(json).error());
    }

    private static Response read(String json) {
        return Codec.JSON.readResponse(json.getBytes(UTF_8), Doc.class, Limits.DEFAULT, ContentSource.standard());
    }
}
