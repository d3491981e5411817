package xooai.designer.design;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.flow.Drawing;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.Point;

/// Parts of flows as text for the clipboard: a flow file of those nodes and of what is drawn around them, so that a
/// whole file can be pasted
/// too.
public final class Clips {
    private static final int LONGEST_QUOTE = 40;

    private Clips() {}

    /// The text of a fragment.
    public static String write(Fragment fragment) {
        return new String(FlowFile.write(spec(fragment)), StandardCharsets.UTF_8);
    }

    private static FlowSpec spec(Fragment fragment) {
        FlowSpec nodes = FlowSpec.named("clipboard").withNodes(fragment.nodes()).withView(fragment.places());
        return fragment.drawing().in(nodes);
    }

    /// The text of a fragment of that file, with the sub-flows that its nodes are.
    public static String write(Fragment fragment, FlowSpec file) {
        return new String(FlowFile.write(CarriedFlows.with(spec(fragment), file)), StandardCharsets.UTF_8);
    }

    /// What a text holds besides its nodes: the sub-flows that they are, as of a file.
    public static FlowSpec carried(String text) {
        return parsed(text).spec();
    }

    /// The fragment in a text; an [XooaiException] says where and why it holds none.
    public static Fragment read(String text) {
        FlowFile file = parsed(text);
        FlowSpec spec = file.spec();
        if (!file.problems().isEmpty()) {
            throw refused(text, file.problems().getFirst().toString(), null);
        }
        Design design = Design.of(spec);
        Map<String, Point> places = new LinkedHashMap<>();
        design.names().forEach(name -> places.put(name, design.position(name)));
        Drawing all = design.drawing();
        // Bookmarks are of the flow that they come from.
        Drawing drawing = new Drawing(all.groups(), all.notes(), all.bends(), Map.of());
        Fragment fragment = new Fragment(spec.nodes(), places, drawing);
        if (fragment.isEmpty()) {
            throw refused(text, "it holds no nodes, groups or notes", null);
        }
        return fragment;
    }

    private static FlowFile parsed(String text) {
        try {
            return FlowFile.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (XooaiException e) {
            throw refused(text, String.valueOf(e.getMessage()), e);
        }
    }

    private static XooaiException refused(String text, String reason, @Nullable XooaiException cause) {
        String start = text.strip().lines().findFirst().orElse("");
        String quote = start.length() > LONGEST_QUOTE ? start.substring(0, LONGEST_QUOTE) + "…" : start;
        return new XooaiException(
                Code.INVALID_ARGUMENT, "The clipboard (`" + quote + "`) cannot be pasted: " + reason, cause);
    }
}
