package xooai.designer.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xooai.doc.XooaiException;

final class JsonTextTest {
    @Test
    void whatIsPrintedIsReadBack() {
        Object value =
                List.of(Map.of("text", "Aa\"ß\n"), List.of(1L, 2.5, true), Map.of("deep", Map.of("a", List.of())));
        assertThat(JsonText.parse(JsonText.pretty(value))).isEqualTo(value);
    }

    @Test
    void shortValuesStayInOneLineAndNestedOnesBreak() {
        assertThat(JsonText.pretty(List.of(1L, 2L))).isEqualTo("[1,2]");
        assertThat(JsonText.pretty(List.of(Map.of("a", 1L)))).isEqualTo("[\n  {\"a\":1}\n]");
    }

    @Test
    void badTextSaysWhere() {
        assertThatThrownBy(() -> JsonText.parse("[1,\n oops]"))
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("line 2");
    }
}
