package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Design;
import xooai.doc.DocSchema;
import xooai.driver.CallKind;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.flow.FlowSpec;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// Flows and executors for the tests of the canvas.
final class TestFlows {
    static final String TEXTS = "class:samples.TextTools";
    static final String PICTURES = "class:samples.Pictures";
    static final String EACH = "class:samples.EachText";
    static final String READER = "http://127.0.0.1:8081/reader";

    private TestFlows() {}

    /// Knows local executors and a remote one: Text → Text, Image → Image, Image → Text, and Text → Text one by
    /// one.
    static final Function<NodeSpec, @Nullable Description> KNOWN = node -> node.use() == null
            ? null
            : switch (node.use()) {
                case TEXTS -> description("text_tools", TEXTS, "clean", "Text", "Text");
                case PICTURES -> description("pictures", PICTURES, "grey", "Image", "Image");
                case EACH -> each();
                case READER -> description("reader", READER, "reader", "Image", "Text");
                default -> null;
            };

    private static Description each() {
        DocSchema text = new DocSchema.MediaSchema("Text");
        return new Description(
                "each",
                "1",
                EACH,
                List.of(new EndpointDescription("each", CallKind.UNARY, text, text, false, true, true, true)),
                null);
    }

    private static Description description(String name, String use, String path, String takes, String gives) {
        EndpointDescription endpoint = new EndpointDescription(
                path, CallKind.UNARY, new DocSchema.MediaSchema(takes), new DocSchema.MediaSchema(gives), false, true);
        return new Description(name, "1", use, List.of(endpoint), null);
    }

    static NodeSpec node(String name, String use, String... needs) {
        return NodeSpec.of(name, use)
                .withNeeds(List.of(needs).stream().map(Need::of).toList());
    }

    /// Three nodes in a row without wires: e1 and e2 of texts, e3 of pictures.
    static Design three() {
        FlowSpec spec = FlowSpec.named("three")
                .plus(node("e1", TEXTS))
                .plus(node("e2", TEXTS))
                .plus(node("e3", PICTURES))
                .withView(Map.of("e1", new Point(40, 40), "e2", new Point(400, 40), "e3", new Point(400, 240)));
        return Design.of(spec);
    }

    /// A grid of that many nodes, each wired to the one on its left and some to the one above.
    static Design many(int count) {
        int columns = (int) Math.ceil(Math.sqrt(count));
        List<NodeSpec> nodes = new ArrayList<>();
        Map<String, Point> view = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int column = i % columns;
            int row = i / columns;
            String[] needs = column == 0
                    ? new String[0]
                    : row > 0 && i % 5 == 0
                            ? new String[] {"n" + (i - 1), "n" + (i - columns - 1)}
                            : new String[] {"n" + (i - 1)};
            nodes.add(node("n" + i, TEXTS, needs));
            view.put("n" + i, new Point(column * 304.0, row * 144.0));
        }
        return Design.of(FlowSpec.named("many").withNodes(nodes).withView(view));
    }
}
