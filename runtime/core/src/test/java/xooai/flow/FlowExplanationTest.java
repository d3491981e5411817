package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class FlowExplanationTest {
    private static String explain(String json) {
        FlowSpec spec = FlowFile.read(json.getBytes(StandardCharsets.UTF_8)).spec();
        return FlowExplanation.markdown(FlowInspection.of(spec, FlowSettings.DEFAULT));
    }

    @Test
    void aDiamondIsExplainedWithItsTypesItsJoinAndItsPolicy() {
        String text = explain("""
            {"xooai": 1, "name": "diamond", "nodes": {
              "e1": {"use": "class:xooai.flow.Samples$MyExecutor", "timeout": "2s"},
              "e2": {"use": "class:xooai.flow.Samples$MyExecutor", "replicas": 3},
              "e3": {"use": "class:xooai.flow.Samples$MyExecutor", "on": "echo", "needs": ["e1", "e2"],
                     "onConflict": "prefer(e2, e1)"}}}
            """);

        assertThat(text)
                .startsWith("# diamond\n\nTakes `Text` and gives `Text`. It is called at `/diamond`.\n")
                .contains("flowchart LR\n  in([input])\n  n0[\"e1\"]")
                .contains("  n0 --> n2\n  n1 --> n2\n  n2 --> out\n")
                .contains("| e3 | `class:xooai.flow.Samples$MyExecutor/echo` | `Text` | `Text` | e1 and e2 |")
                .contains("- **e3** waits for e1 and e2 and merges what they changed of each doc, by its id and in that"
                        + " order. Where they changed one field to different values, the value of e2 wins, then"
                        + " that of e1.")
                .contains("- **The answer** is what e3 gives.")
                .contains("- **e1** has 2s for each call.")
                .contains("- **e2** works in 3 replicas.");
    }

    @Test
    void namesAreTextAndNeverMarkup() {
        String text = explain("""
            {"xooai": 1, "name": "f", "nodes": {
              "<script>|*x*": {"use": "class:A`B|C"}}}
            """);

        assertThat(text)
                .contains("\\<script\\>\\|\\*x\\*")
                .contains("`` class:A`B\\|C ``")
                .doesNotContain("<script>|");
    }

    @Test
    void configurationIsNamedAndNotTold() {
        String text = explain("""
            {"xooai": 1, "name": "f", "nodes": {"a": {"use": "class:A", "config": {"key": "a secret"}}}}
            """);

        assertThat(text).contains("**a** is configured by key.").doesNotContain("a secret");
    }

    @Test
    void anEmptyFlowIsExplainedToo() {
        assertThat(explain("{\"xooai\": 1, \"name\": \"f\"}")).contains("It has no nodes yet.");
    }
}
