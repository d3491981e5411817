package xooai.designer.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.event.EventHandler;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import xooai.designer.canvas.PortRef;
import xooai.designer.design.DesignModel;
import xooai.designer.design.PortInfo;
import xooai.designer.design.Wire;
import xooai.designer.inspector.SchemaTree;
import xooai.designer.invoke.ResponseView;
import xooai.designer.invoke.SaveContent;
import xooai.designer.runs.ProblemsModel;
import xooai.designer.runs.Run;
import xooai.designer.runs.RunsModel;
import xooai.designer.shared.Ui;
import xooai.doc.DocArray;
import xooai.flow.NodeEvent;
import xooai.flow.NodeSpec;
import xooai.record.Passed;

/// Small windows that show what a port takes, what goes through a wire, and why something failed, beside what
/// they speak of.
final class Peeks {
    private static final double GAP = 18;
    private static final double ROOM = 340;
    private static final double WIDTH = 320;
    private static final int SHOWN = 2;

    private final DesignModel design;
    private final RunsModel runs;
    private final EventHandler<SaveContent> save;
    private @Nullable PopOver shown;
    /// Whether it was asked for by a key, so that it stays wherever the pointer is.
    private boolean held;

    /// @param save saves content that is shown in one
    Peeks(DesignModel design, RunsModel runs, EventHandler<SaveContent> save) {
        this.design = design;
        this.runs = runs;
        this.save = save;
    }

    /// What a port takes or gives.
    void port(Node owner, PortRef port, double screenX, double screenY) {
        NodeSpec node = design.design().node(port.node());
        if (node == null) {
            return;
        }
        boolean in = port.side() == PortRef.Side.IN;
        PortInfo info = in ? design.ports().input(node) : design.ports().output(node);
        List<Node> parts = typed(port.node() + (in ? " takes " : " gives "), info);
        boolean free = (in ? node.needNames() : List.copyOf(design.design().successors(port.node()))).isEmpty();
        if (free) {
            parts.add(Ui.wrapped(
                    in
                            ? "Not connected: it is given the input of the flow."
                            : "Not connected: what it gives is part of the flow's answer.",
                    "hint"));
        }
        NodeEvent event = runs.event(port.node());
        if (event != null && !in) {
            gave(parts, port.node(), event.output());
        } else if (event != null) {
            passed(parts, event.input());
        }
        show(owner, parts, screenX, screenY);
    }

    /// What goes through a wire, and what went through it in the run that is shown.
    void wire(Node owner, Wire wire, double screenX, double screenY) {
        NodeSpec from = design.design().node(wire.from());
        if (from == null) {
            return;
        }
        List<Node> parts =
                typed(wire.from() + " → " + wire.to() + ": ", design.ports().output(from));
        NodeEvent event = runs.event(wire.from());
        if (event != null) {
            gave(parts, wire.from(), event.output());
        }
        show(owner, parts, screenX, screenY);
    }

    /// Why that is a problem: the error with its causes, and what the node was given.
    ///
    /// @param about where on the screen what it speaks of is
    void problem(Node owner, ProblemsModel.Entry entry, Bounds about) {
        List<Node> parts = new ArrayList<>();
        parts.add(Ui.wrapped(entry.node().isEmpty() ? "The flow" : entry.node(), "section-title"));
        NodeEvent event = entry.kind() == ProblemsModel.Kind.RUN ? runs.event(entry.node()) : null;
        if (event != null && event.error() != null) {
            parts.add(ResponseView.error(event.error()));
        } else {
            parts.add(Ui.wrapped(entry.message(), "card-text"));
        }
        if (event != null && event.input() != null) {
            parts.add(ResponseView.first("It was given", event.input(), 1));
        }
        show(owner, parts, about);
        held = shown != null;
    }

    private static List<Node> typed(String start, PortInfo info) {
        List<Node> parts = new ArrayList<>();
        parts.add(Ui.wrapped(start + (info.known() ? info.spoken() : "any doc"), "section-title"));
        parts.add(
                info.schema() == null
                        ? Ui.wrapped("Nobody has described it: add its address to the palette, or its jar.", "hint")
                        : SchemaTree.of(info.schema()));
        return parts;
    }

    /// What a node gave: in a stream how much in all, and the last of it.
    private void gave(List<Node> parts, String node, @Nullable DocArray<?> docs) {
        Run run = runs.shownProperty().get();
        Passed all = run == null ? null : run.passed().get(node);
        if (all == null) {
            passed(parts, docs);
            return;
        }
        parts.add(Ui.label(
                String.format(
                        Locale.ROOT,
                        "%,d %s, %,d docs %s",
                        all.chunks(),
                        all.chunks() == 1 ? "chunk" : "chunks",
                        all.docs(),
                        run.isRunning() ? "until now" : "in the last run"),
                "stream-counts"));
        if (docs != null) {
            parts.add(ResponseView.first("The last chunk", docs, SHOWN));
        }
    }

    private static void passed(List<Node> parts, @Nullable DocArray<?> docs) {
        if (docs != null) {
            parts.add(ResponseView.first("In the last run", docs, SHOWN));
        }
    }

    private void show(Node owner, List<Node> parts, double screenX, double screenY) {
        show(owner, parts, new BoundingBox(screenX, screenY, 0, 0));
    }

    /// Shows that below what it speaks of where there is room, else above.
    private void show(Node owner, List<Node> parts, Bounds about) {
        hide();
        if (owner.getScene() == null || !owner.getScene().getWindow().isShowing()) {
            return;
        }
        VBox content = new VBox();
        content.getChildren().setAll(parts);
        content.getStyleClass().add("peek");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setAccessibleText("What is pointed at");
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefWidth(WIDTH);
        scroll.setMaxHeight(ROOM - 2 * GAP);
        scroll.getStyleClass().add("form-scroll");
        PopOver made = new PopOver(scroll);
        made.setAnimated(false);
        made.setDetachable(false);
        made.setAutoHide(false);
        made.setHideOnEscape(false);
        made.setCornerRadius(8);
        made.setArrowSize(8);
        boolean below = about.getMaxY() + ROOM
                < screenAt(about.getCenterX(), about.getMaxY()).getMaxY();
        made.setArrowLocation(below ? PopOver.ArrowLocation.TOP_CENTER : PopOver.ArrowLocation.BOTTOM_CENTER);
        made.getRoot().getStyleClass().add("peek-window");
        // A window of its own: what happens in it does not reach the main one.
        made.getRoot().addEventHandler(SaveContent.SAVE, save);
        made.getRoot().setOnMouseExited(_ -> leave());
        made.show(owner, about.getCenterX(), below ? about.getMaxY() + GAP : about.getMinY() - GAP);
        shown = made;
    }

    private static Rectangle2D screenAt(double x, double y) {
        List<Screen> screens = Screen.getScreensForRectangle(x, y, 1, 1);
        return screens.isEmpty()
                ? Screen.getPrimary().getVisualBounds()
                : screens.getFirst().getVisualBounds();
    }

    /// Hides what is shown. To be called before the window closes: a popup that outlives it takes the program down.
    void hide() {
        PopOver before = shown;
        shown = null;
        held = false;
        if (before != null) {
            before.hide(Duration.ZERO);
        }
    }

    /// The pointer has left what it pointed at: hides what is shown because of that.
    void leave() {
        if (!held) {
            hide();
        }
    }

    boolean isShowing() {
        return shown != null;
    }
}
