package xooai.designer.canvas;

/// Pushes the canvas with the pointer.
final class PanGesture implements Gesture {
    private final Desk desk;
    private final Viewport start;
    private final Mark from;

    PanGesture(Desk desk, Mark from) {
        this.desk = desk;
        this.from = from;
        this.start = desk.canvas().viewport();
    }

    @Override
    public void moved(Mark mark) {
        desk.look(start.pushed(mark.x() - from.x(), mark.y() - from.y()));
    }

    @Override
    public void released(Mark mark) {
        moved(mark);
    }

    @Override
    public void cancelled() {
        desk.look(start);
    }

    @Override
    public boolean movesCanvas() {
        return false;
    }
}
