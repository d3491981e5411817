package xooai.designer.canvas;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import xooai.designer.wires.WireVerdict;
import xooai.flow.Point;

/// The chip beside the pointer: what would become of what the hand is doing, in a few words; field by field when
/// that is asked for.
final class WireChip extends VBox {
    private static final Duration STAYS = Duration.seconds(4);
    private static final double WIDEST = 320;
    private static final double WIDEST_ROWS = 560;

    private final Label text = new Label();
    private final Label hint = new Label("F1: field by field");
    private final FieldRows fields = new FieldRows();
    private final PauseTransition stays = new PauseTransition(STAYS);
    private List<WireVerdict.Row> rows = List.of();
    private boolean detailed;

    WireChip() {
        getStyleClass().add("canvas-chip");
        setId("canvas-chip");
        setManaged(false);
        setVisible(false);
        text.getStyleClass().add("canvas-chip-text");
        hint.getStyleClass().add("canvas-chip-hint");
        text.setWrapText(true);
        text.setMaxWidth(WIDEST);
        getChildren().addAll(text, hint, fields);
        stays.setOnFinished(_ -> hide());
    }

    /// Says that until it is told otherwise.
    void say(String words, boolean refused, double x, double y, Box about, Box view) {
        show(words, refused, false, List.of(), x, y, about, view);
    }

    /// Says what there is to say of a wire.
    void say(WireVerdict verdict, double x, double y, Box about, Box view) {
        show(
                verdict.text(),
                !verdict.isOk(),
                verdict.kind() == WireVerdict.Kind.CONVERTS,
                verdict.rows(),
                x,
                y,
                about,
                view);
    }

    private void show(
            String words,
            boolean refused,
            boolean converts,
            List<WireVerdict.Row> fieldRows,
            double x,
            double y,
            Box about,
            Box view) {
        stays.stop();
        text.setText(words);
        pseudoClassStateChanged(Looks.REFUSED, refused);
        pseudoClassStateChanged(Looks.CONVERTING, converts);
        if (!fieldRows.equals(rows)) {
            rows = fieldRows;
            fields.show(rows);
        }
        boolean some = detailed && !rows.isEmpty();
        show(fields, some);
        show(hint, !some && !rows.isEmpty() && (refused || converts));
        setVisible(true);
        applyCss();
        double width = Math.min(some ? WIDEST_ROWS : WIDEST, Math.ceil(prefWidth(-1)));
        double height = Math.ceil(prefHeight(width));
        Point at = Beside.of(x, y, width, height, about, view);
        resizeRelocate(at.x(), at.y(), width, height);
        layout();
    }

    private static void show(javafx.scene.Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /// From now on field by field, or no longer.
    void toggleFields() {
        detailed = !detailed;
    }

    /// Lets it stay for 4 s from now.
    void leave() {
        if (isVisible()) {
            stays.playFromStart();
        }
    }

    void hide() {
        stays.stop();
        detailed = false;
        setVisible(false);
    }

    /// What it says, or null while there is none.
    @Nullable
    String text() {
        return isVisible() ? text.getText() : null;
    }

    /// What it says field by field, or null while it does not.
    @Nullable
    String fields() {
        return isVisible() && fields.isVisible() ? FieldRows.spoken(rows) : null;
    }
}
