package xooai.designer.canvas;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import xooai.designer.wires.WireVerdict;

/// One node as a region; shows one node after the other, as they come into view.
final class NodeView extends Region {
    private static final double TILE = 30;
    private static final double BADGE = 18;
    private static final double SMALLEST_BADGE = 14;

    final PortView in = new PortView(PortRef.Side.IN);
    final PortView out = new PortView(PortRef.Side.OUT);
    private final FontIcon icon = new FontIcon();
    private final StackPane tile = new StackPane(icon);
    private final Label title = new Label();
    private final Label line = new Label();
    private final Region rule = new Region();
    private final FontIcon stateIcon = new FontIcon();
    private final Label state = new Label();
    private final Label behind = new Label("inside changed", new FontIcon(Feather.GIT_COMMIT));
    private final StackPane badge = new StackPane(new FontIcon(Feather.ALERT_CIRCLE));
    private @Nullable NodeFace face;
    private @Nullable Detail detail;

    NodeView() {
        setManaged(false);
        setAccessibleRole(AccessibleRole.NODE);
        getStyleClass().add("canvas-node");
        tile.getStyleClass().add("canvas-node-tile");
        title.getStyleClass().add("canvas-node-title");
        line.getStyleClass().add("canvas-node-line");
        rule.getStyleClass().add("canvas-node-rule");
        state.getStyleClass().add("canvas-node-state");
        state.setGraphic(stateIcon);
        badge.getStyleClass().add("canvas-node-badge");
        behind.getStyleClass().add("canvas-node-behind");
        behind.setManaged(false);
        getChildren().addAll(tile, title, line, rule, state, behind);
        getChildren().addAll(in.letter, in.type, out.letter, out.type, in.shape, out.shape, badge);
        badge.setManaged(false);
        badge.resizeRelocate(Geometry.NODE_WIDTH - BADGE + 6, -6, BADGE, BADGE);
        resize(Geometry.NODE_WIDTH, Geometry.NODE_HEIGHT);
    }

    /// The node that is shown, or null.
    @Nullable
    String name() {
        return face == null ? null : face.name();
    }

    void show(NodeFace now) {
        if (now.equals(face)) {
            return;
        }
        face = now;
        setUserData(now.name()); // Not its id: a change of that is styled anew, and views go from node to node.
        title.setText(now.name());
        line.setText(now.line());
        icon.setIconCode(Looks.icon(now.kind()));
        Looks.set(tile, now.kind());
        in.show(now.name(), now.input());
        out.show(now.name(), now.output());
        state.setText(now.status().text());
        stateIcon.setIconCode(Looks.icon(now.status().state()));
        Looks.set(this, now.status().state());
        behind.setVisible(now.behind());
        pseudoClassStateChanged(Looks.BEHIND, now.behind());
        badge.setVisible(now.problem() != null);
        badge.setAccessibleText(now.problem());
        pseudoClassStateChanged(Looks.SELECTED, now.selected());
        pseudoClassStateChanged(Looks.GHOST, now.ghost());
        pseudoClassStateChanged(Looks.BROKEN, now.problem() != null);
        setAccessibleText(now.spoken());
        requestLayout();
    }

    void setDetail(Detail wanted, double zoom) {
        double scale = Math.max(1, SMALLEST_BADGE / (BADGE * zoom));
        badge.setScaleX(scale);
        badge.setScaleY(scale);
        if (wanted == detail) {
            return;
        }
        detail = wanted;
        boolean full = wanted == Detail.FULL;
        pseudoClassStateChanged(Looks.SHORT, !full);
        line.setVisible(full);
        tile.setVisible(full);
        rule.setVisible(full);
        in.setDetailed(full);
        out.setDetailed(full);
        requestLayout();
    }

    /// No wire is being drawn.
    void clearFit() {
        in.setFit(null);
        out.setFit(null);
        pseudoClassStateChanged(Looks.TARGET, false);
        pseudoClassStateChanged(Looks.REFUSED, false);
    }

    /// A wire is being drawn that may end at the port of that side, or may not.
    void setFit(PortRef.Side side, WireVerdict.Kind kind, boolean target) {
        PortView wanted = side == PortRef.Side.IN ? in : out;
        PortView other = side == PortRef.Side.IN ? out : in;
        wanted.setFit(kind);
        other.setFit(WireVerdict.Kind.REFUSED);
        pseudoClassStateChanged(Looks.TARGET, target);
        pseudoClassStateChanged(Looks.REFUSED, kind == WireVerdict.Kind.REFUSED);
    }

    @Override
    protected void layoutChildren() {
        double width = Geometry.NODE_WIDTH;
        if (detail == Detail.SHORT) {
            title.resizeRelocate(14, 12, width - 28, 40);
            state.resizeRelocate(14, 56, width - 28, 36);
            behind.resizeRelocate(14, -34, width - 28, 30);
            return;
        }
        double text = 10 + TILE + 9;
        tile.resizeRelocate(10, 9, TILE, TILE);
        title.resizeRelocate(text, 7, width - text - 12, 18);
        line.resizeRelocate(text, 25, width - text - 12, 15);
        in.layOut();
        out.layOut();
        rule.resizeRelocate(1, 78, width - 2, 1);
        double mark = face != null && face.behind() ? behind.prefWidth(-1) : 0;
        state.resizeRelocate(12, 79, width - 24 - mark, 24);
        behind.resizeRelocate(width - 8 - mark, 82, mark, 18);
    }
}
