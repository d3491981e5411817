package xooai.designer.inspector;

import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Cargo;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Drawings;
import xooai.designer.design.Edit;
import xooai.designer.design.Piece;
import xooai.designer.design.Refusal;
import xooai.designer.shared.Ui;
import xooai.flow.Drawing;
import xooai.flow.Tint;

/// The properties of a group, a note or a point of a wire.
final class DrawingSheet {
    private final DesignModel design;
    private final Piece piece;

    DrawingSheet(DesignModel design, Piece piece) {
        this.design = design;
        this.piece = piece;
    }

    Node node() {
        VBox box = new VBox();
        box.getStyleClass().add("sheet");
        box.setId("drawing-sheet");
        Drawing drawing = design.design().drawing();
        switch (piece) {
            case Piece.OfGroup(String id) -> {
                Drawing.Group group = drawing.groups().get(id);
                if (group != null) {
                    box.getChildren().add(group(id, group));
                }
            }
            case Piece.OfNote(String id) -> {
                Drawing.Note note = drawing.notes().get(id);
                if (note != null) {
                    box.getChildren().add(Fields.section("Note", tint(note.tint()), hint("""
                        Enter on the canvas writes it, in Markdown. It has %d of at most %d characters.\
                        """.formatted(
                                    note.text().length(), Drawing.LONGEST_TEXT))));
                }
            }
            case Piece.OfBend _ ->
                box.getChildren()
                        .add(Fields.section(
                                "Point",
                                hint("The wire goes through it. Delete takes it away, and the wire goes on.")));
        }
        return box;
    }

    private Node group(String id, Drawing.Group group) {
        Cargo inside = Cargo.in(design.design(), id);
        int others = inside.pieces().size();
        String holds = inside.isEmpty()
                ? "Nothing stands in it."
                : "In it: " + inside.nodes().size() + " nodes"
                        + (inside.nodes().isEmpty()
                                ? ""
                                : " ("
                                        + String.join(
                                                ", ",
                                                inside.nodes().stream()
                                                        .sorted()
                                                        .limit(12)
                                                        .toList()) + ")")
                        + (others == 0 ? "" : ", " + others + " other things") + ".";
        return Fields.section(
                "Group",
                Fields.text("Title", group.title(), "", title -> taken(Drawings.setTitle(design.design(), id, title))),
                tint(group.tint()),
                hint(holds));
    }

    private static Node hint(String text) {
        return Ui.wrapped(text, "hint");
    }

    private @Nullable String taken(Edit edit) {
        Refusal refusal = design.apply(edit);
        return refusal == null ? null : refusal.reason();
    }

    private Node tint(Tint now) {
        ComboBox<Tint> box = new ComboBox<>();
        box.getItems().setAll(Tint.values());
        box.setValue(now);
        box.setCellFactory(_ -> new TintCell());
        box.setButtonCell(new TintCell());
        box.setAccessibleText("Colour");
        box.setId("field-colour");
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().subscribe((_, tint) -> {
            if (tint != null) {
                design.apply(Drawings.setTint(design.design(), Set.of(piece), tint));
            }
        });
        return Fields.row("Colour", box);
    }

    /// A colour with its name: never the colour alone.
    private static final class TintCell extends ListCell<Tint> {
        @Override
        protected void updateItem(@Nullable Tint tint, boolean empty) {
            super.updateItem(tint, empty);
            if (tint == null || empty) {
                setText(null);
                setGraphic(null);
                return;
            }
            Region swatch = new Region();
            swatch.getStyleClass().addAll("tint-swatch", "tint-" + tint.word());
            setGraphic(swatch);
            setText(tint.word());
        }
    }
}
