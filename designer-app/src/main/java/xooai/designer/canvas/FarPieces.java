package xooai.designer.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Piece;
import xooai.flow.Drawing;
import xooai.flow.Tint;

/// Groups and notes from far away: a frame with its title, a card with its first line. Titles are as large as can be
/// read from any distance, as they say where one is; one that would lie over another, or has no room, is left out.
final class FarPieces {
    private static final double TEXT = 11;
    private static final double LETTER = 0.6;
    private static final double GROUP = 0.12;
    private static final double NOTE = 0.22;
    private static final int MOST_TITLES = 200;

    private final DesignModel model;
    private final CanvasModel canvas;
    private final Swatches swatches;
    private final Viewport viewport;
    private final List<Title> titles = new ArrayList<>();

    private record Title(String text, double size, Box box) {}

    FarPieces(DesignModel model, CanvasModel canvas, Swatches swatches, Viewport viewport) {
        this.model = model;
        this.canvas = canvas;
        this.swatches = swatches;
        this.viewport = viewport;
    }

    /// Paints the frames, the large ones first.
    void paint(GraphicsContext g, Set<Piece> pieces) {
        Drawing drawing = model.design().drawing();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.OfGroup(String id) -> {
                    Drawing.Group group = drawing.groups().get(id);
                    if (group != null) {
                        paint(g, piece, group.tint(), group.title(), GROUP);
                    }
                }
                case Piece.OfNote(String id) -> {
                    Drawing.Note note = drawing.notes().get(id);
                    if (note != null) {
                        paint(g, piece, note.tint(), note.firstLine(), NOTE);
                    }
                }
                case Piece.OfBend _ -> {}
            }
        }
    }

    private void paint(GraphicsContext g, Piece piece, Tint tint, String text, double strength) {
        Box box = canvas.pieces().box(piece);
        Color color = swatches.color("tint-" + tint.word());
        double left = Math.round(viewport.screenX(box.x()));
        double top = Math.round(viewport.screenY(box.y()));
        double across = Math.max(3, Math.round(box.width() * viewport.zoom()));
        double down = Math.max(3, Math.round(box.height() * viewport.zoom()));
        if (piece instanceof Piece.OfNote) {
            g.setFill(swatches.color("node"));
            g.fillRect(left, top, across, down);
        }
        g.setFill(color.deriveColor(0, 1, 1, strength));
        g.fillRect(left, top, across, down);
        boolean selected = model.selection().pieces().contains(piece);
        g.setStroke(selected ? swatches.color("accent") : color);
        g.setLineWidth(selected ? 2 : 1);
        g.strokeRect(left + 0.5, top + 0.5, across - 1, down - 1);
        double size = Math.max(TEXT, 20 * viewport.zoom());
        int most = (int) ((across - 8) / (size * LETTER));
        if (!text.isBlank() && down >= size + 4 && most >= Math.min(text.length(), 6)) {
            String shown = text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "…";
            titles.add(new Title(shown, size, new Box(left + 4, top + 1, shown.length() * size * LETTER, size + 2)));
        }
    }

    /// Paints the titles over everything, those of the large frames first.
    void paintTitles(GraphicsContext g) {
        List<Box> taken = new ArrayList<>();
        g.setFill(swatches.color("text"));
        for (Title title : titles) {
            if (taken.size() < MOST_TITLES && taken.stream().noneMatch(title.box()::meets)) {
                taken.add(title.box());
                g.setFont(Font.font(null, FontWeight.SEMI_BOLD, title.size()));
                g.fillText(title.text(), title.box().x(), title.box().y() + title.size());
            }
        }
    }
}
