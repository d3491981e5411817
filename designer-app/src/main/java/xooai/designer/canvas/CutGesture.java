package xooai.designer.canvas;

import java.util.List;
import xooai.designer.design.Edit;
import xooai.designer.design.Wire;
import xooai.flow.Point;

/// Cuts the wires that a line crosses.
final class CutGesture implements Gesture {
    private final Desk desk;
    private final Point start;

    CutGesture(Desk desk, Mark from) {
        this.desk = desk;
        this.start = world(from);
    }

    private Point world(Mark mark) {
        Viewport viewport = desk.canvas().viewport();
        return new Point(viewport.worldX(mark.x()), viewport.worldY(mark.y()));
    }

    @Override
    public void moved(Mark mark) {
        Viewport viewport = desk.canvas().viewport();
        desk.overlay().showCut(viewport.screenX(start.x()), viewport.screenY(start.y()), mark.x(), mark.y());
    }

    @Override
    public void released(Mark mark) {
        desk.overlay().hideCut();
        List<Wire> crossed = List.copyOf(desk.canvas().hits().crossing(start, world(mark)));
        if (!crossed.isEmpty()) {
            List<Edit> cuts = crossed.stream()
                    .<Edit>map(wire -> new Edit.Disconnect(wire.from(), wire.to()))
                    .toList();
            desk.model()
                    .apply(
                            cuts.size() == 1
                                    ? cuts.getFirst()
                                    : new Edit.Together("Cut " + cuts.size() + " wires", cuts));
        }
    }

    @Override
    public void cancelled() {
        desk.overlay().hideCut();
    }
}
