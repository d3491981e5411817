package xooai.designer.canvas;

import xooai.designer.design.Selection;

/// Selects what a frame touches; with Shift or the menu key besides what was selected.
final class MarqueeGesture implements Gesture {
    private final Desk desk;
    private final Selection before;
    private final double worldX;
    private final double worldY;

    MarqueeGesture(Desk desk, Mark from) {
        this.desk = desk;
        this.before = desk.model().selection();
        this.worldX = desk.canvas().viewport().worldX(from.x());
        this.worldY = desk.canvas().viewport().worldY(from.y());
    }

    @Override
    public void moved(Mark mark) {
        Viewport viewport = desk.canvas().viewport();
        double x = viewport.worldX(mark.x());
        double y = viewport.worldY(mark.y());
        Selection kept = mark.shift() || mark.menu() ? before : Selection.NONE;
        Box frame = Box.between(worldX, worldY, x, y);
        desk.model()
                .select(kept.plus(desk.canvas().hits().touching(frame))
                        .plusPieces(desk.canvas().pieces().touching(frame)));
        desk.overlay().showMarquee(Box.between(viewport.screenX(worldX), viewport.screenY(worldY), mark.x(), mark.y()));
    }

    @Override
    public void released(Mark mark) {
        moved(mark);
        desk.overlay().hideMarquee();
    }

    @Override
    public void cancelled() {
        desk.model().select(before);
        desk.overlay().hideMarquee();
    }
}
