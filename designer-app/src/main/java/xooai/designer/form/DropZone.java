package xooai.designer.form;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import xooai.designer.shared.Ui;

/// A part of a form onto which a file can be dropped: while one is held over it, it says what goes there or why this
/// one does not.
final class DropZone {
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private final DropModel model;
    private final Label sign = Ui.label("", "drop-sign");
    private final Label problem = Ui.wrapped("", "field-problem");
    private final VBox root = new VBox();

    private DropZone(DropModel model, Node content) {
        this.model = model;
        sign.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        sign.setMouseTransparent(true);
        sign.setWrapText(true);
        problem.getStyleClass().add("drop-problem");
        StackPane stack = new StackPane(content, sign);
        stack.getStyleClass().add("drop-zone");
        root.getChildren().addAll(stack, problem);
        root.getStyleClass().add("field-body");
        // A zone inside of this one that takes the event has this one say nothing.
        root.addEventFilter(DragEvent.DRAG_OVER, _ -> model.leave());
        root.setOnDragOver(this::over);
        root.setOnDragExited(_ -> model.leave());
        root.setOnDragDropped(this::dropped);
        model.stateProperty().subscribe(this::show);
    }

    static VBox around(DropModel model, Node content) {
        return new DropZone(model, content).root;
    }

    private void over(DragEvent event) {
        if (event.getDragboard().hasFiles() && model.takesFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
            model.hover(paths(event));
        }
    }

    private void dropped(DragEvent event) {
        if (event.getDragboard().hasFiles() && model.takesFiles()) {
            event.setDropCompleted(true);
            event.consume();
            model.drop(paths(event));
        }
    }

    private static List<Path> paths(DragEvent event) {
        return event.getDragboard().getFiles().stream().map(File::toPath).toList();
    }

    private void show(DropModel.State state) {
        String over = switch (state) {
            case DropModel.State.Inviting inviting -> inviting.text();
            case DropModel.State.Warning warning -> warning.why();
            case DropModel.State.Idle _, DropModel.State.Refused _ -> "";
        };
        sign.setText(over);
        sign.pseudoClassStateChanged(REFUSED, state instanceof DropModel.State.Warning);
        sign.setVisible(!over.isEmpty());
        String why = state instanceof DropModel.State.Refused refused ? refused.why() : "";
        problem.setText(why);
        Ui.show(problem, !why.isEmpty());
    }
}
