package xooai.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextFormsTest {
    @Test
    void aLengthOfTimeHasANumberAndAUnit() {
        assertThat(new Durations().convert("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(new Durations().convert("10s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(new Durations().convert("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(new Durations().convert("1h")).isEqualTo(Duration.ofHours(1));
        for (String wrong : new String[] {"", "10", "s", "-1s", "1d", "99999999999s"}) {
            assertThatThrownBy(() -> new Durations().convert(wrong)).hasMessageContaining("such as 500ms");
        }
    }

    @Test
    void textOfOthersCannotSteerATerminal() {
        assertThat(Printable.line("a\u001b[31mb\r\nc\u202ed\u0000")).isEqualTo("a\\u001b[31mb\\u000d c\\u202ed\\u0000");
        assertThat(Printable.line("Zürich — 図")).isEqualTo("Zürich — 図");
    }
}
