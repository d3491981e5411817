package xooai.flow;

/// Where a node stands on the canvas: its top left corner, in logical pixels.
public record Point(double x, double y) {

    public Point {
        x += 0.0; // There is one zero.
        y += 0.0;
    }
}
