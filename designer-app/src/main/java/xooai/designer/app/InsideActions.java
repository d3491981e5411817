package xooai.designer.app;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Point2D;
import org.jspecify.annotations.Nullable;
import xooai.designer.actions.Action;
import xooai.designer.actions.Actions;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.canvas.PortRef;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Layout;
import xooai.designer.design.Refusal;
import xooai.designer.design.Selection;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Overlay;
import xooai.driver.EndpointDescription;
import xooai.flow.FlowCheck;
import xooai.flow.FlowSpec;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.SubFlows;

/// What a person does with the inside of nodes, and with nodes that are not to run.
final class InsideActions {
    private static final String NAME = "subflow";

    private final Models models;
    private final Trail trail;
    private final DesignModel design;
    private final FlowCanvas canvas;
    private final Overlay overlay;
    private final Notices notices;

    InsideActions(Models models, Trail trail, FlowCanvas canvas, Overlay overlay, Notices notices) {
        this.models = models;
        this.trail = trail;
        this.design = models.design;
        this.canvas = canvas;
        this.overlay = overlay;
        this.notices = notices;
    }

    void register(Actions actions, String edit, String view, BooleanProperty selected) {
        actions.add(Action.of("edit.disable", edit, "Disable", () -> toggle(NodeMode.DISABLED))
                .titled(() -> title(NodeMode.DISABLED, "Disable"))
                .on("D")
                .when(selected));
        actions.add(Action.of("edit.bypass", edit, "Bypass", () -> toggle(NodeMode.BYPASSED))
                .titled(() -> title(NodeMode.BYPASSED, "Bypass"))
                .on("Shift+D")
                .when(selected));
        actions.add(Action.of("edit.subflow", edit, "Make a sub-flow of the selection…", this::make)
                .on("S")
                .when(selected));
        actions.add(Action.of("edit.unpack", edit, "Unpack the sub-flow", this::unpack)
                .on("Shift+S")
                .when(selected));
        actions.add(Action.of("edit.accept-inside", edit, "Take the sub-flow as it is now", this::accept)
                .when(selected));
        actions.add(Action.of("view.enter", view, "Enter the sub-flow", this::enterSelected)
                .on("Alt+DOWN"));
        actions.add(
                Action.of("view.leave", view, "Leave the sub-flow", this::leave).on("Alt+UP"));
    }

    private Set<String> selected() {
        return design.selection().nodes();
    }

    private boolean isAll(NodeMode mode) {
        return !selected().isEmpty()
                && selected().stream().map(design.design()::node).allMatch(node -> node != null && node.mode() == mode);
    }

    private String title(NodeMode mode, String verb) {
        return isAll(mode) ? "Enable (it is " + mode.fileName() + ")" : verb;
    }

    /// Puts what is selected into that mode, or lets it run again when all of it is in it.
    private void toggle(NodeMode mode) {
        if (selected().isEmpty()) {
            return;
        }
        Edit edit = new Edit.SetMode(selected(), isAll(mode) ? NodeMode.RUNS : mode);
        Problem problem = mode == NodeMode.BYPASSED
                ? newProblem(edit.apply(design.design()).spec())
                : null;
        if (problem == null) {
            apply(edit);
        } else {
            notices.fail("Not bypassed: " + problem.message());
        }
    }

    private @Nullable Problem newProblem(FlowSpec after) {
        List<Problem> before = FlowCheck.problems(design.design().spec(), design.describe());
        return FlowCheck.problems(after, design.describe()).stream()
                .filter(problem -> !before.contains(problem))
                .findFirst()
                .orElse(null);
    }

    private boolean apply(Edit edit) {
        Refusal refusal = design.apply(edit);
        if (refusal != null) {
            notices.fail(refusal.reason());
        }
        return refusal == null;
    }

    /// Asks for a name, and makes a sub-flow of what is selected.
    private void make() {
        Set<String> nodes = selected();
        Set<String> apart = apart(design.design().spec());
        String name = design.design().freshName(NAME);
        Refusal refusal = new Edit.MakeSubFlow(nodes, name, apart).refusal(design.design());
        if (refusal != null) {
            notices.fail("No sub-flow: " + refusal.reason());
            return;
        }
        Point2D at = place(nodes);
        new NamePrompt(overlay, "Name of the sub-flow", name, typed -> {
                    Refusal wrong = design.apply(new Edit.MakeSubFlow(nodes, typed, apart));
                    if (wrong == null) {
                        design.select(Selection.of(typed));
                    }
                    return wrong == null ? null : wrong.reason();
                })
                .showAt(at.getX(), at.getY());
    }

    private Point2D place(Set<String> nodes) {
        double x = 0;
        double y = 0;
        for (String node : nodes) {
            Point2D at = canvas.pointOf(new PortRef(node, PortRef.Side.IN));
            x += at.getX() / nodes.size();
            y += at.getY() / nodes.size();
        }
        return canvas.localToScene(x, y);
    }

    /// The nodes that are known to take the branches of a join apart.
    private Set<String> apart(FlowSpec spec) {
        return spec.nodes().stream()
                .filter(node -> {
                    EndpointDescription endpoint = FlowCheck.endpoint(spec, node, design.describe());
                    return endpoint != null && endpoint.branchesApart();
                })
                .map(NodeSpec::name)
                .collect(Collectors.toSet());
    }

    private void unpack() {
        NodeSpec node = design.selectedNode();
        String flow = node == null ? null : SubFlows.nameOf(node);
        FlowSpec inside = flow == null ? null : SubFlows.inside(design.file().spec(), flow);
        String name = node == null ? "" : node.name();
        Edit.UnpackSubFlow unpack = new Edit.UnpackSubFlow(name, inside == null ? Set.of() : apart(inside));
        Design before = design.design();
        Set<String> names = Set.copyOf(unpack.newNames(before).values());
        if (apply(unpack)) {
            design.select(Selection.ofNodes(names));
        }
    }

    private void accept() {
        design.takeTyped();
        apply(new Edit.AcceptInside(selected()));
    }

    private void enterSelected() {
        if (canvas.drawing().resize(0, Layout.GRID)) {
            return; // Of a group or a note the same keys change the height.
        }
        design.takeTyped(); // It may be called otherwise then.
        NodeSpec node = design.selectedNode();
        if (node == null) {
            notices.fail("Select the sub-flow to enter");
        } else {
            enter(node.name());
        }
    }

    /// Shows the inside of that node, or says why not.
    void enter(String name) {
        if (models.runs.runningProperty().get()) {
            notices.fail("The flow runs: stop it, or wait for its end, before you enter " + name);
            return;
        }
        models.insides.entering(name);
        models.insides.remember();
        Refusal refusal = design.enter(name);
        if (refusal != null) {
            notices.fail(refusal.reason());
        }
    }

    private void leave() {
        if (canvas.drawing().resize(0, -Layout.GRID)) {
            return;
        }
        int depth = design.levels().path().size();
        int files = trail.outer().size();
        if (depth == 0 && files > 0) {
            trail.back(files - 1);
        } else if (depth == 0) {
            notices.say("This is the outermost flow");
        } else {
            leaveTo(depth - 1);
        }
    }

    /// Shows that outer level again.
    void leaveTo(int depth) {
        if (models.runs.runningProperty().get()) {
            notices.fail("The sub-flow runs: stop it, or wait for its end, before you leave it");
            return;
        }
        models.insides.remember();
        design.leaveTo(depth);
    }
}
