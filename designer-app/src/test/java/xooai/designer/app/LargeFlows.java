package xooai.designer.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xooai.flow.FlowSpec;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// Flows of any size, of executors that are installed.
final class LargeFlows {
    private static final String TEXT = "class:xooai.executors.basic.TextExecutor";
    private static final String PARTS = "class:xooai.executors.basic.TextPartsExecutor";
    private static final String PACE = "class:xooai.executors.basic.PaceExecutor";
    private static final String ECHO = "class:xooai.executors.basic.EchoExecutor";
    private static final double ACROSS = 304;
    private static final double DOWN = 144;
    private static final int CHAINS = 10;

    private LargeFlows() {}

    /// A square of that many nodes, each wired to the one on its left and every fifth to one above: real executors,
    /// joins, some that nobody knows and so are ghosts, and some remote ones.
    static FlowSpec square(int count) {
        int columns = (int) Math.ceil(Math.sqrt(count));
        List<NodeSpec> nodes = new ArrayList<>();
        Map<String, Point> view = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int column = i % columns;
            List<Need> needs = new ArrayList<>();
            if (column > 0) {
                needs.add(Need.of(name(i - 1)));
            }
            if (column > 0 && i >= columns && i % 5 == 0) {
                needs.add(Need.of(name(i - columns - 1)));
            }
            nodes.add(node(i).withNeeds(needs));
            view.put(name(i), new Point(column * ACROSS, Math.floorDiv(i, columns) * DOWN));
        }
        return FlowSpec.named("square_" + count).withNodes(nodes).withView(view);
    }

    private static NodeSpec node(int i) {
        return switch (i % 25) {
            case 7 -> NodeSpec.of(name(i), "https://models.example.org/reader").withOn("read");
            case 13 -> NodeSpec.of(name(i), ECHO).withOn("echo");
            case 19 -> NodeSpec.of(name(i), null);
            default -> NodeSpec.of(name(i), TEXT).withOn(i % 2 == 0 ? "upper" : "lower");
        };
    }

    private static String name(int i) {
        return "node_" + i;
    }

    /// A flow of that many nodes in which each word of its input goes through all of them, so many words a second.
    static FlowSpec streaming(int count, double perSecond) {
        List<NodeSpec> nodes = new ArrayList<>();
        Map<String, Point> view = new LinkedHashMap<>();
        nodes.add(NodeSpec.of("words", PARTS).withOn("words"));
        nodes.add(pace("pace", perSecond).withNeeds(List.of(Need.of("words"))));
        view.put("words", new Point(-2 * ACROSS, 0));
        view.put("pace", new Point(-ACROSS, 0));
        int each = (count - 3) / CHAINS;
        List<Need> ends = new ArrayList<>();
        for (int i = 0; i < count - 3; i++) {
            boolean first = i % each == 0 || i >= each * CHAINS;
            nodes.add(pace(name(i), 1e6).withNeeds(List.of(Need.of(first ? "pace" : name(i - 1)))));
            view.put(name(i), new Point(i % each * ACROSS, Math.floorDiv(i, each) * DOWN));
            if (i % each == each - 1) {
                ends.add(Need.of(name(i)));
            }
        }
        nodes.add(NodeSpec.of("end", null).withNeeds(ends));
        view.put("end", new Point(each * ACROSS, 0));
        return FlowSpec.named("streaming_" + count).withNodes(nodes).withView(view);
    }

    private static NodeSpec pace(String name, double perSecond) {
        return NodeSpec.of(name, PACE).withOn("pace").withConfig(Map.of("perSecond", perSecond));
    }
}
