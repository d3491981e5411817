package xooai.designer.canvas;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Ui;
import xooai.designer.wires.WireFixes.WireFix;
import xooai.designer.wires.WireVerdict;
import xooai.flow.Point;

/// Why a wire does not fit, with its fixes as buttons.
///
/// It stays 4 s, and as long as the pointer or the focus is in it; Esc closes it, Tab from the canvas gets into it.
final class WireNotice extends VBox {
    private static final Duration STAYS = Duration.seconds(4);
    private static final double WIDEST = 400;

    private final Label text = Ui.wrapped("", "wire-notice-text");
    private final Label detail = Ui.wrapped("", "wire-notice-detail");
    private final FieldRows fields = new FieldRows();
    private final Button insert = Ui.button("Insert converter", () -> {});
    private final Button change = Ui.button("Change type…", () -> {});
    private final Button byField = Ui.button("Field by field", this::toggleFields);
    private final PauseTransition stays = new PauseTransition(STAYS);
    private final Node back;
    private List<WireVerdict.Row> rows = List.of();
    private double x;
    private double y;
    private Box about = new Box(0, 0, 0, 0);
    private Box view = new Box(0, 0, 0, 0);

    /// @param back what gets the focus when it closes with the focus in it
    WireNotice(Node back) {
        this.back = back;
        getStyleClass().add("wire-notice");
        setId("wire-notice");
        setManaged(false);
        setVisible(false);
        insert.setId("wire-insert");
        change.setId("wire-change");
        byField.setId("wire-fields-button");
        insert.getStyleClass().addAll("small", "accent");
        change.getStyleClass().add("small");
        byField.getStyleClass().addAll("small", "flat");
        getChildren().addAll(text, detail, fields, new FlowPane(6, 6, insert, change, byField));
        stays.setOnFinished(_ -> hide());
        addEventHandler(MouseEvent.ANY, event -> {
            // What happens on it is not for the canvas below.
            if (event.getEventType() == MouseEvent.MOUSE_ENTERED) {
                stays.stop();
            } else if (event.getEventType() == MouseEvent.MOUSE_EXITED && !holdsFocus()) {
                stays.playFromStart();
            } else {
                event.consume();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        for (Button button : List.of(insert, change, byField)) {
            button.focusedProperty().subscribe(focused -> {
                if (isVisible() && focused) {
                    stays.stop();
                } else if (isVisible() && !isHover()) {
                    stays.playFromStart();
                }
            });
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB || event.isShortcutDown()) {
            return;
        }
        if (event.getCode() == KeyCode.ESCAPE) {
            hide();
        } else if (event.getCode() == KeyCode.F1) {
            toggleFields();
        } else if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button button) {
            button.fire();
        }
        event.consume();
    }

    private boolean holdsFocus() {
        return insert.isFocused() || change.isFocused() || byField.isFocused();
    }

    /// Shows the reason beside a point.
    ///
    /// @param converter the converter that would mend it, or null
    /// @param fix does a fix
    /// @param choose lets another type be chosen; null where the types are not the reason
    /// @param node the node that it speaks of, on the screen
    /// @param part the part of the screen that it has to be in
    void show(
            WireVerdict verdict,
            @Nullable WireFix converter,
            Runnable fix,
            @Nullable Runnable choose,
            Point at,
            Box node,
            Box part) {
        rows = verdict.rows();
        x = at.x();
        y = at.y();
        about = node;
        view = part;
        text.setText(verdict.text());
        detail.setText(converter == null ? "" : "A converter makes " + converter.detail());
        Ui.show(detail, converter != null);
        Ui.show(insert, converter != null);
        Ui.show(change, choose != null);
        Ui.show(byField, !rows.isEmpty());
        Ui.show(fields, false);
        fields.show(rows);
        insert.setOnAction(_ -> {
            hide();
            fix.run();
        });
        change.setOnAction(_ -> {
            hide();
            if (choose != null) {
                choose.run();
            }
        });
        setAccessibleText(verdict.text());
        setVisible(true);
        place();
        stays.playFromStart();
    }

    private void place() {
        applyCss();
        double width = Math.min(WIDEST, Math.ceil(prefWidth(-1)));
        double height = Math.ceil(prefHeight(width));
        Point at = Beside.of(x, y, width, height, about, view);
        resizeRelocate(at.x(), at.y(), width, height);
        layout();
    }

    /// Shows field by field what is needed and what comes, or no longer.
    void toggleFields() {
        Ui.show(fields, !fields.isVisible());
        place();
        if (!holdsFocus() && !isHover()) {
            stays.playFromStart();
        }
    }

    /// Closes it, if it is open.
    void hide() {
        stays.stop();
        if (holdsFocus()) {
            back.requestFocus();
        }
        setVisible(false);
    }

    /// What it says, or null while it is closed.
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
