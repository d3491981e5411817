package xooai.designer.canvas;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import xooai.designer.design.DesignModel;
import xooai.designer.design.PortInfo;
import xooai.designer.design.Wire;
import xooai.flow.NodeSpec;

/// The whole flow as a picture for documents, on white whatever the theme: taken on the FX thread, drawn on any.
/// Immutable.
public final class FlowPicture {
    private static final double MARGIN = 32;

    private final List<NodeFace> faces;
    private final List<Box> boxes;
    private final List<Line> wires;
    private final PictureDrawing drawing;
    private final Box frame;

    private FlowPicture(List<NodeFace> faces, List<Box> boxes, List<Line> wires, PictureDrawing drawing) {
        this.faces = List.copyOf(faces);
        this.boxes = List.copyOf(boxes);
        this.wires = List.copyOf(wires);
        this.drawing = drawing;
        Box nothing = new Box(0, 0, Geometry.NODE_WIDTH, Geometry.NODE_HEIGHT);
        Box all = drawing.around(boxes.isEmpty() ? drawing.firstOr(nothing) : boxes.getFirst());
        for (Box box : boxes) {
            all = all.joined(box);
        }
        for (Line wire : wires) {
            all = all.joined(wire.route().box());
        }
        this.frame = all.grown(MARGIN);
    }

    private record Line(Route route, boolean streams) {}

    /// What a picture is drawn with: colours are `#rrggbb`, places are those of the canvas.
    interface Pen {
        void rectangle(Box box, double round, String fill, String line, double width);

        void line(Route route, String line, double width, boolean dashed);

        void circle(double x, double y, double radius, String fill);

        /// Text that begins or ends there, cut to that many pixels.
        void text(double x, double y, String text, double size, boolean bold, String fill, boolean ends, double most);
    }

    /// The flow as it stands on that canvas. On the FX thread.
    static FlowPicture of(DesignModel model, CanvasModel canvas) {
        List<NodeFace> faces = new ArrayList<>();
        List<Box> boxes = new ArrayList<>();
        for (NodeSpec node : model.design().nodes()) {
            faces.add(NodeFace.of(model, node));
            boxes.add(canvas.box(node.name()));
        }
        List<Line> wires = new ArrayList<>();
        for (Wire wire : model.design().wires()) {
            NodeSpec from = model.design().node(wire.from());
            wires.add(new Line(
                    canvas.route(wire),
                    from != null && model.ports().output(from).streams()));
        }
        return new FlowPicture(faces, boxes, wires, PictureDrawing.of(model, canvas));
    }

    /// The picture as SVG.
    public byte[] svg() {
        SvgPen pen = new SvgPen(frame);
        draw(pen);
        return pen.end().getBytes(StandardCharsets.UTF_8);
    }

    /// Writes the picture as PNG, twice as large as on a canvas at 100 %, or as large as 64 million pixels allow.
    ///
    /// @throws IOException when it cannot be written
    public void writePng(OutputStream out) throws IOException {
        PngPen pen = new PngPen(frame);
        draw(pen);
        pen.write(out);
    }

    private void draw(Pen pen) {
        pen.rectangle(frame, 0, Ink.PAPER, Ink.PAPER, 0);
        drawing.draw(pen);
        wires.forEach(wire -> pen.line(wire.route(), Ink.WIRE, 2, wire.streams()));
        for (int i = 0; i < faces.size(); i++) {
            draw(pen, faces.get(i), boxes.get(i));
        }
    }

    private static void draw(Pen pen, NodeFace face, Box box) {
        boolean wrong = face.problem() != null;
        double inner = box.width() - 24;
        double portLine = box.y() + Geometry.PORT_LINE;
        pen.rectangle(box, 10, Ink.NODE, wrong ? Ink.WRONG : Ink.EDGE, wrong ? 2 : 1);
        pen.text(box.x() + 12, box.y() + 22, face.name(), 14, true, Ink.TEXT, false, inner);
        pen.text(box.x() + 12, box.y() + 38, face.line(), 11, false, Ink.DIM, false, inner);
        pen.text(
                box.x() + 14,
                portLine + 4,
                face.input().kind().letter() + "  " + label(face.input()),
                11,
                false,
                Ink.TEXT,
                false,
                inner / 2);
        pen.text(
                box.right() - 14,
                portLine + 4,
                label(face.output()) + "  " + face.output().kind().letter(),
                11,
                false,
                Ink.TEXT,
                true,
                inner / 2);
        pen.circle(box.x(), portLine, Geometry.PORT_SIZE / 2, Ink.PORT);
        pen.circle(box.right(), portLine, Geometry.PORT_SIZE / 2, Ink.PORT);
        if (face.ghost()) {
            pen.text(box.x() + 12, box.bottom() - 10, "executor not known", 11, false, Ink.WRONG, false, inner);
        }
    }

    private static String label(PortInfo port) {
        return port.known() ? port.typeName() : "any";
    }

    /// The colours, of which each text has a contrast of at least 4.5 to what is behind it.
    private static final class Ink {
        static final String PAPER = "#ffffff";
        static final String NODE = "#f6f8fa";
        static final String EDGE = "#8c959f";
        static final String WIRE = "#57606a";
        static final String PORT = "#57606a";
        static final String TEXT = "#1f2328";
        static final String DIM = "#57606a";
        static final String WRONG = "#cf222e";

        private Ink() {}
    }
}
