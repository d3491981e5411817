package xooai.designer.design;

import java.util.List;
import java.util.Map;
import xooai.flow.FlowSpec;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// Small designs for tests.
final class Samples {
    private Samples() {}

    static NodeSpec node(String name, String... needs) {
        return NodeSpec.of(name, "class:a.Echo")
                .withNeeds(List.of(needs).stream().map(Need::of).toList());
    }

    static Design of(NodeSpec... nodes) {
        return Design.of(FlowSpec.named("flow").withNodes(List.of(nodes)));
    }

    /// a → b, a → c, b → d, c → d.
    static Design diamond() {
        return Design.of(of(node("a"), node("b", "a"), node("c", "a"), node("d", "b", "c"))
                .spec()
                .withView(Map.of(
                        "a", new Point(0, 80),
                        "b", new Point(296, 0),
                        "c", new Point(296, 160),
                        "d", new Point(592, 80))));
    }
}
