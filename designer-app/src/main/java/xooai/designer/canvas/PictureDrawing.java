package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.List;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Drawings;
import xooai.designer.design.Piece;
import xooai.designer.notes.NoteBlock;
import xooai.designer.notes.NoteText;
import xooai.flow.Drawing;
import xooai.flow.Tint;

/// The groups and notes of a picture of the flow. Immutable.
final class PictureDrawing {
    private static final double LETTER = 0.56;
    private static final double TEXT = 12;
    private static final double LINE = 1.4;
    private static final String INK = "#1f2328";

    private final List<Sheet> sheets;

    private PictureDrawing(List<Sheet> sheets) {
        this.sheets = List.copyOf(sheets);
    }

    /// A frame with lines of text in it.
    private record Sheet(Box box, String fill, String edge, boolean note, List<Line> lines) {}

    private record Line(String text, double size, boolean bold, double indent) {}

    /// What is drawn around the flow on that canvas. On the FX thread.
    static PictureDrawing of(DesignModel model, CanvasModel canvas) {
        Drawing drawing = model.design().drawing();
        List<Sheet> sheets = new ArrayList<>();
        for (Piece piece : canvas.pieces().all()) {
            Box box = canvas.pieces().box(piece);
            switch (piece) {
                case Piece.OfGroup(String id) -> {
                    Drawing.Group group = drawing.groups().get(id);
                    if (group != null) {
                        sheets.add(sheet(box, group.tint(), false, List.of(new Line(group.title(), 15, true, 0))));
                    }
                }
                case Piece.OfNote(String id) -> {
                    Drawing.Note note = drawing.notes().get(id);
                    if (note != null) {
                        sheets.add(sheet(box, note.tint(), true, lines(note.text(), box.width() - 24)));
                    }
                }
                case Piece.OfBend _ -> {}
            }
        }
        return new PictureDrawing(sheets);
    }

    private static Sheet sheet(Box box, Tint tint, boolean note, List<Line> lines) {
        return new Sheet(box, TintInk.fill(tint), TintInk.edge(tint), note, lines);
    }

    private static List<Line> lines(String text, double width) {
        List<Line> lines = new ArrayList<>();
        for (NoteBlock block : NoteText.blocks(text)) {
            boolean heading = block.kind() == NoteBlock.Kind.HEADING;
            double size = heading ? TEXT + 6 - 2 * Math.min(block.level(), 3) + 2 : TEXT;
            double indent = block.kind() == NoteBlock.Kind.ITEM ? 12.0 * block.level() : 0;
            int letters = (int) Math.max(8, (width - indent) / (size * LETTER));
            for (String part : block.plain().split("\n", -1)) {
                wrapped(part, letters).forEach(line -> lines.add(new Line(line, size, heading, indent)));
            }
        }
        return lines;
    }

    /// A text in lines of at most so many letters, broken between words where there are any.
    private static List<String> wrapped(String text, int letters) {
        List<String> lines = new ArrayList<>();
        String left = text;
        while (left.length() > letters) {
            int space = left.lastIndexOf(' ', letters);
            int end = space > 0 ? space : letters;
            lines.add(left.substring(0, end));
            left = left.substring(end).stripLeading();
        }
        lines.add(left);
        return lines;
    }

    /// A box that holds that one and all of this.
    Box around(Box all) {
        Box joined = all;
        for (Sheet sheet : sheets) {
            joined = joined.joined(sheet.box());
        }
        return joined;
    }

    /// The first of its boxes, or that one when there is none.
    Box firstOr(Box other) {
        return sheets.isEmpty() ? other : sheets.getFirst().box();
    }

    void draw(FlowPicture.Pen pen) {
        for (Sheet sheet : sheets) {
            Box box = sheet.box();
            pen.rectangle(box, 8, sheet.fill(), sheet.edge(), 1.5);
            double y = box.y() + (sheet.note() ? 8 : (Drawings.TITLE - 15 * LINE) / 2);
            for (Line line : sheet.lines()) {
                y += line.size() * LINE;
                if (y > box.bottom() - 6) {
                    break; // As on the canvas, where the rest is scrolled to.
                }
                double x = box.x() + 12 + line.indent();
                double most = box.width() - 24 - line.indent();
                pen.text(x, y, line.text(), line.size(), line.bold(), INK, false, most);
            }
        }
    }
}
