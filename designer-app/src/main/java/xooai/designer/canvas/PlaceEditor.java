package xooai.designer.canvas;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Drawings;
import xooai.designer.design.Piece;

/// A field over a title or a note, in its place, while it is written.
///
/// What is typed is taken over at each pause and whenever the field closes, by Esc as by M+Enter, a click beside it,
/// or Enter in a title: nothing that was typed is lost, and one undo takes it all back.
final class PlaceEditor extends Pane {
    private static final Duration PAUSE = Duration.millis(400);
    private static final double SMALLEST = 11;
    private static final double LARGEST = 26;
    private static final double NOTE_TEXT = 13;
    private static final double TITLE_TEXT = 15;
    private static final double NARROWEST = 160;
    private static final double LOWEST = 80;

    private final CanvasModel canvas;
    private final Node back;
    private final Consumer<String> refused;
    private final PauseTransition pause = new PauseTransition(PAUSE);
    private @Nullable TextInputControl field;
    private @Nullable Piece piece;
    private Consumer<String> taken = _ -> {};
    private Subscription watch = Subscription.EMPTY;
    private boolean begun;
    private boolean closing;

    /// @param back what gets the focus when the field closes
    /// @param refused hears why something typed is not taken
    PlaceEditor(CanvasModel canvas, Node back, Consumer<String> refused) {
        this.canvas = canvas;
        this.back = back;
        this.refused = refused;
        setManaged(false);
        setPickOnBounds(false);
        pause.setOnFinished(_ -> take());
        // What happens in the field is not for the canvas below.
        addEventHandler(KeyEvent.ANY, KeyEvent::consume);
        addEventHandler(MouseEvent.ANY, MouseEvent::consume);
        addEventHandler(ScrollEvent.ANY, ScrollEvent::consume);
    }

    /// What is being written, or null.
    @Nullable
    Piece piece() {
        return piece;
    }

    /// The field, or null while nothing is written.
    @Nullable
    TextInputControl field() {
        return field;
    }

    /// Opens a field over that piece.
    ///
    /// @param most how many characters it takes
    /// @param take takes the text over; called for what changed alone
    void open(Piece of, String text, int most, Consumer<String> take) {
        close();
        boolean note = of instanceof Piece.OfNote;
        TextInputControl control = note ? new TextArea(text) : new TextField(text);
        control.setTextFormatter(new TextFormatter<>(change -> bounded(change, most)));
        if (control instanceof TextArea area) {
            area.setWrapText(true);
            area.setPromptText("Markdown: # title, **bold**, - list, [ ] task, [text](https://…)");
        } else {
            control.setPromptText("Title of the group");
        }
        control.setId(note ? "note-editor" : "title-editor");
        control.setAccessibleText(note ? "Text of the note, in Markdown" : "Title of the group");
        control.getStyleClass().add("place-editor");
        control.setManaged(false);
        piece = of;
        field = control;
        taken = take;
        getChildren().setAll(control);
        control.textProperty().subscribe((_, _) -> pause.playFromStart());
        begun = false;
        control.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        control.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            // The letter of the key that opened the field is typed after the focus went to it.
            if (!begun) {
                event.consume();
            }
        });
        layOut();
        control.requestFocus();
        control.end();
        if (!note) {
            control.selectAll();
        }
        // Of the scene, and not of the field: that the window is left for a while ends nothing.
        watch = getScene().focusOwnerProperty().subscribe(owner -> {
            if (control.equals(field) && !control.equals(owner)) {
                close();
            }
        });
    }

    /// The change, or none where the text would become longer than that, which is said.
    private TextFormatter.Change bounded(TextFormatter.Change change, int most) {
        int length = change.getControlNewText().length();
        if (change.isContentChange() && length > most) {
            refused.accept("At most " + most + " characters; this would be " + length);
            change.setText("");
            change.setRange(change.getRangeStart(), change.getRangeStart());
            change.setAnchor(change.getControlAnchor());
            change.setCaretPosition(change.getControlCaretPosition());
        }
        return change;
    }

    private void pressed(KeyEvent event) {
        begun = true;
        boolean ends = event.getCode() == KeyCode.ESCAPE
                || (event.getCode() == KeyCode.ENTER && (event.isShortcutDown() || field instanceof TextField));
        if (ends) {
            event.consume();
            close();
        }
    }

    private void take() {
        TextInputControl control = field;
        if (control != null) {
            taken.accept(control.getText());
        }
    }

    /// Takes over what was typed and closes the field, if one is open.
    void close() {
        if (field == null || closing) {
            return;
        }
        closing = true;
        pause.stop();
        boolean focused = getScene() != null && field.equals(getScene().getFocusOwner());
        take();
        forget();
        closing = false;
        if (focused) {
            back.requestFocus();
        }
    }

    private void forget() {
        watch.unsubscribe();
        watch = Subscription.EMPTY;
        pause.stop();
        field = null;
        piece = null;
        getChildren().clear();
    }

    /// Puts the field where what it writes is now.
    void layOut() {
        TextInputControl control = field;
        Piece of = piece;
        if (control == null || of == null) {
            return;
        }
        if (!of.isIn(canvas.design())) {
            forget();
            return;
        }
        Viewport viewport = canvas.viewport();
        Box box = canvas.pieces().box(of);
        double zoom = viewport.zoom();
        boolean note = of instanceof Piece.OfNote;
        double size = Math.clamp((note ? NOTE_TEXT : TITLE_TEXT) * zoom, SMALLEST, LARGEST);
        control.setStyle("-fx-font-size: " + size + "px;");
        double width = Math.max(NARROWEST, box.width() * zoom);
        double height = note ? Math.max(LOWEST, box.height() * zoom) : Math.max(28, Drawings.TITLE * zoom);
        control.resizeRelocate(viewport.screenX(box.x()), viewport.screenY(box.y()), width, height);
        control.applyCss();
        control.layout();
    }
}
