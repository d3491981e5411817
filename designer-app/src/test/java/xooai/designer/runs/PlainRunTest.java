package xooai.designer.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xooai.codec.Response;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.flow.FlowSpec;
import xooai.flow.Need;
import xooai.flow.NodeEvent;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;

/// Of which runs a test can be made.
class PlainRunTest {
    private static final FlowSpec FLOW = FlowSpec.named("f")
            .plus(NodeSpec.of("a", "class:A"))
            .plus(NodeSpec.of("off", "class:A").withMode(NodeMode.DISABLED))
            .plus(NodeSpec.of("after", "class:A").withNeeds(List.of(Need.of("off"))))
            .plus(NodeSpec.of("past", "class:A")
                    .withNeeds(List.of(Need.of("a")))
                    .withMode(NodeMode.BYPASSED));

    private static Run ran(NodeEvent.NodeState... states) {
        Map<String, NodeEvent> events = states.length == 0
                ? Map.of()
                : Map.of("a", new NodeEvent("r", "a", states[0], Duration.ZERO, null, null, null));
        return Run.begun(1, FLOW, List.of(), null)
                .with(events, Map.of())
                .ended(Response.of("r", DocArray.of(Text.of("x"))), Duration.ZERO);
    }

    @Test
    void aRunIsPlainWhenAllThatRunsInTheFlowRan() {
        assertThat(ran(NodeEvent.NodeState.DONE).isPlain()).isTrue();
    }

    @Test
    void aRunOfAPartAndOneWithAPinAreNot() {
        assertThat(ran().isPlain()).isFalse();
        assertThat(ran(NodeEvent.NodeState.PINNED).isPlain()).isFalse();
    }
}
