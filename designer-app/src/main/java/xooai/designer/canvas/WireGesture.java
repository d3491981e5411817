package xooai.designer.canvas;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Edit;
import xooai.designer.design.Refusal;
import xooai.flow.Point;

/// Draws a wire from a port: by dragging, by one click and another, or by keys.
final class WireGesture implements Gesture {
    private static final double REACH = 32;

    private final Desk desk;
    private final PortRef start;
    private final PortRef.Side wanted;
    private final Map<String, Optional<String>> verdicts = new HashMap<>();
    private @Nullable PortRef target;

    WireGesture(Desk desk, PortRef start) {
        this.desk = desk;
        this.start = start;
        this.wanted = start.side().other();
        desk.overlay().hideChip();
        showFits();
    }

    PortRef start() {
        return start;
    }

    /// The port that the wire would end at, or null.
    @Nullable
    PortRef target() {
        return target;
    }

    private Optional<String> refusal(String node) {
        return verdicts.computeIfAbsent(
                node, name -> Optional.ofNullable(Fits.refusal(desk.model(), start, new PortRef(name, wanted))));
    }

    /// Fitting ports grow, the others fade, on every node in view.
    void showFits() {
        PortRef aimed = target;
        desk.world().views().forEach((name, view) -> {
            boolean own = name.equals(start.node());
            boolean fits = own || refusal(name).isEmpty();
            view.setFit(
                    own ? start.side() : wanted,
                    fits,
                    aimed != null && aimed.node().equals(name));
        });
    }

    @Override
    public void moved(Mark mark) {
        aim(find(mark));
        draw(mark.x(), mark.y());
    }

    /// Aims at that node, as keys do.
    void aimAt(String node) {
        aim(new PortRef(node, wanted));
        Point end = screen(new PortRef(node, wanted));
        draw(end.x(), end.y());
    }

    private void aim(@Nullable PortRef found) {
        boolean other = found == null ? target != null : !found.equals(target);
        target = found;
        if (other) {
            showFits();
        }
    }

    /// The nearest port within reach, else the one of the node under the pointer.
    private @Nullable PortRef find(Mark mark) {
        Viewport viewport = desk.canvas().viewport();
        double x = viewport.worldX(mark.x());
        double y = viewport.worldY(mark.y());
        PortRef near = desk.canvas().port(x, y, REACH / viewport.zoom(), wanted);
        if (near != null && !near.node().equals(start.node())) {
            return near;
        }
        String node = desk.canvas().node(x, y);
        return node == null || node.equals(start.node()) ? null : new PortRef(node, wanted);
    }

    private void draw(double x, double y) {
        PortRef aimed = target;
        Point from = screen(start);
        Point to = aimed == null ? new Point(x, y) : screen(aimed);
        boolean refused = aimed != null && refusal(aimed.node()).isPresent();
        boolean forward = start.side() == PortRef.Side.OUT;
        Point left = forward ? from : to;
        Point right = forward ? to : from;
        desk.overlay().showWire(left.x(), left.y(), right.x(), right.y(), refused);
        if (aimed == null) {
            desk.overlay().hideChip();
        } else {
            desk.overlay().showChip(refusal(aimed.node()).orElse("OK"), refused, x, y);
        }
    }

    private Point screen(PortRef port) {
        Viewport viewport = desk.canvas().viewport();
        Point at = Geometry.port(desk.canvas().place(port.node()), port.side());
        return new Point(viewport.screenX(at.x()), viewport.screenY(at.y()));
    }

    @Override
    public void released(Mark mark) {
        moved(mark);
        finish(mark.x(), mark.y());
    }

    /// Ends the wire where it aims: connects, says why not, or asks what to connect.
    void finish(double x, double y) {
        PortRef aimed = target;
        end();
        if (aimed != null) {
            connect(aimed);
        } else if (desk.canvas().hit(x, y) instanceof Hit.Nothing
                || desk.canvas().hit(x, y) instanceof Hit.OnWire) {
            desk.overlay().hideChip();
            desk.host().search(desk.requestAt(x, y, start));
        }
    }

    private void connect(PortRef aimed) {
        if (refusal(aimed.node()).isPresent()) {
            desk.overlay().leaveChip();
            return;
        }
        desk.overlay().hideChip();
        boolean forward = start.side() == PortRef.Side.OUT;
        Refusal refusal = desk.model()
                .apply(new Edit.Connect(forward ? start.node() : aimed.node(), forward ? aimed.node() : start.node()));
        if (refusal != null) {
            desk.host().message(refusal.reason());
        }
    }

    @Override
    public void cancelled() {
        end();
        desk.overlay().hideChip();
    }

    private void end() {
        desk.overlay().hideWire();
        desk.world().views().values().forEach(NodeView::clearFit);
    }
}
