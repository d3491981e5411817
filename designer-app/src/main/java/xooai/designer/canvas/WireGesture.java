package xooai.designer.canvas;

import org.jspecify.annotations.Nullable;
import xooai.designer.design.Edit;
import xooai.designer.design.Refusal;
import xooai.designer.design.Wire;
import xooai.designer.wires.WireVerdict;
import xooai.designer.wires.WireVerdicts;
import xooai.flow.Point;

/// Draws a wire from a port: by dragging, by one click and another, or by keys.
final class WireGesture implements Gesture {
    /// In screen pixels: how near a port the end snaps to it, and how near the pointer means that very port.
    private static final double REACH = 32;

    private static final double MEANT = 10;

    private final Desk desk;
    private final PortRef start;
    private final PortRef.Side wanted;
    private final WireVerdicts verdicts;
    private @Nullable PortRef target;
    private Point pointer = new Point(0, 0);

    WireGesture(Desk desk, PortRef start) {
        this.desk = desk;
        this.start = start;
        this.wanted = start.side().other();
        this.verdicts = new WireVerdicts(desk.model(), start.node(), start.side() == PortRef.Side.OUT);
        desk.overlay().chip().hide();
        desk.hideNotice();
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

    private Wire wireTo(PortRef aimed) {
        return start.side() == PortRef.Side.OUT
                ? new Wire(start.node(), aimed.node())
                : new Wire(aimed.node(), start.node());
    }

    /// Fitting ports grow, those that fit by conversion are half filled, the others fade, on every node in view.
    void showFits() {
        PortRef aimed = target;
        desk.world().views().forEach((name, view) -> {
            boolean own = name.equals(start.node());
            view.setFit(
                    own ? start.side() : wanted,
                    own ? WireVerdict.Kind.FITS : verdicts.of(name).kind(),
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

    /// Shows field by field what would become of the wire, or no longer.
    void toggleFields() {
        desk.overlay().chip().toggleFields();
        draw(pointer.x(), pointer.y());
    }

    private void aim(@Nullable PortRef found) {
        boolean other = found == null ? target != null : !found.equals(target);
        target = found;
        if (other) {
            showFits();
        }
    }

    /// The port that the pointer is at; else the best within reach, which is one that fits before one that does
    /// not; else the one of the node under the pointer.
    private @Nullable PortRef find(Mark mark) {
        double zoom = desk.canvas().viewport().zoom();
        double x = desk.canvas().viewport().worldX(mark.x());
        double y = desk.canvas().viewport().worldY(mark.y());
        PortRef meant = desk.canvas().hits().port(x, y, MEANT / zoom, wanted);
        if (meant != null && !meant.node().equals(start.node())) {
            return meant;
        }
        String node = desk.canvas().hits().node(x, y);
        if (node != null && !node.equals(start.node())) {
            return new PortRef(node, wanted);
        }
        PortRef best = null;
        for (PortRef near : desk.canvas().hits().ports(x, y, REACH / zoom, wanted)) {
            boolean better = best == null
                    || verdicts.of(near.node())
                                    .kind()
                                    .compareTo(verdicts.of(best.node()).kind())
                            < 0;
            if (!near.node().equals(start.node()) && better) {
                best = near;
            }
        }
        return best;
    }

    private void draw(double x, double y) {
        pointer = new Point(x, y);
        PortRef aimed = target;
        Point from = screen(start);
        Point to = aimed == null ? pointer : screen(aimed);
        boolean forward = start.side() == PortRef.Side.OUT;
        Point left = forward ? from : to;
        Point right = forward ? to : from;
        boolean refused = aimed != null && !verdicts.of(aimed.node()).isOk();
        desk.overlay().showWire(left.x(), left.y(), right.x(), right.y(), refused);
        if (aimed == null) {
            desk.overlay().chip().hide();
        } else {
            desk.overlay()
                    .chip()
                    .say(
                            verdicts.of(aimed.node()),
                            x,
                            y,
                            desk.canvas().screenBox(aimed.node()),
                            desk.overlay().area());
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

    /// Ends the wire where the keys aim it.
    void finish() {
        finish(pointer.x(), pointer.y());
    }

    /// Ends the wire where it aims: connects, says why not, or asks what to connect.
    private void finish(double x, double y) {
        PortRef aimed = target;
        end();
        desk.overlay().chip().hide();
        if (aimed != null) {
            connect(aimed, new Point(x, y));
        } else if (desk.canvas().hits().hit(x, y).isGround()) {
            desk.host().search(desk.requestAt(x, y, start));
        }
    }

    private void connect(PortRef aimed, Point at) {
        Wire wire = wireTo(aimed);
        WireVerdict verdict = verdicts.of(aimed.node());
        if (!verdict.isOk()) {
            desk.refuse(wire, verdict, aimed.node(), at);
            return;
        }
        Refusal refusal = desk.model().apply(new Edit.Connect(wire.from(), wire.to()));
        if (refusal != null) {
            desk.host().message(refusal.reason());
        }
    }

    @Override
    public void cancelled() {
        end();
        desk.overlay().chip().hide();
    }

    private void end() {
        desk.overlay().hideWire();
        desk.world().views().values().forEach(NodeView::clearFit);
    }
}
