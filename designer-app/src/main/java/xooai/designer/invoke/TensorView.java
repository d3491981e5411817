package xooai.designer.invoke;

import java.util.Arrays;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import xooai.designer.shared.Ui;
import xooai.doc.Tensor;

/// A tensor as a table: its last two dimensions, with a spinner for the others.
final class TensorView {
    private static final int SHOWN = 32;

    private final Tensor tensor;
    private final int rows;
    private final int columns;
    private final GridPane grid = new GridPane();

    private TensorView(Tensor tensor) {
        this.tensor = tensor;
        int[] shape = tensor.shape();
        this.columns = shape.length == 0 ? 1 : shape[shape.length - 1];
        this.rows = shape.length < 2 ? 1 : shape[shape.length - 2];
    }

    static Node of(Tensor tensor) {
        return new TensorView(tensor).node();
    }

    private Node node() {
        String title = tensor.dtype().wireName() + " " + Arrays.toString(tensor.shape());
        HBox head = new HBox(Ui.label(title, "tensor-title"));
        head.getStyleClass().add("section-head");
        VBox box = new VBox(head);
        box.getStyleClass().add("doc-fields");
        if (tensor.count() == 0) {
            box.getChildren().add(Ui.label("no elements", "hint"));
            return box;
        }
        int slices = tensor.count() / Math.max(1, rows * columns);
        if (slices > 1) {
            Spinner<Integer> slice = new Spinner<>(0, slices - 1, 0);
            slice.setAccessibleText("Slice");
            slice.setPrefWidth(90);
            slice.valueProperty().subscribe(this::fill);
            head.getChildren().addAll(Ui.spring(), Ui.label("slice", "hint"), slice);
        }
        grid.getStyleClass().add("tensor");
        grid.setAccessibleText("Tensor " + title);
        fill(0);
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setAccessibleText("Tensor " + title);
        scroll.getStyleClass().add("tensor-scroll");
        scroll.setMaxHeight(260);
        box.getChildren().add(scroll);
        if (rows > SHOWN || columns > SHOWN) {
            box.getChildren()
                    .add(Ui.label(
                            "the first " + Math.min(SHOWN, rows) + " × " + Math.min(SHOWN, columns) + " of " + rows
                                    + " × " + columns,
                            "hint"));
        }
        return box;
    }

    private void fill(int slice) {
        grid.getChildren().clear();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int start = slice * rows * columns;
        for (int i = 0; i < rows * columns; i++) {
            least = Math.min(least, tensor.get(start + i));
            most = Math.max(most, tensor.get(start + i));
        }
        for (int row = 0; row < Math.min(SHOWN, rows); row++) {
            for (int column = 0; column < Math.min(SHOWN, columns); column++) {
                double value = tensor.get(start + row * columns + column);
                grid.add(cell(value, (value - least) / Math.max(1e-12, most - least)), column, row);
            }
        }
    }

    private static Label cell(double value, double strength) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e6;
        Label cell = Ui.label(String.format(Locale.ROOT, whole ? "%.0f" : "%.4g", value), "tensor-cell");
        int step = (int) Math.round(Math.clamp(strength, 0, 1) * 4);
        cell.getStyleClass().add("heat-" + step);
        return cell;
    }
}
