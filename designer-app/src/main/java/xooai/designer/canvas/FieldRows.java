package xooai.designer.canvas;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import xooai.designer.wires.WireVerdict;

/// Field by field, what the end of a wire needs and what it gets.
final class FieldRows extends GridPane {
    private static final double WIDEST = 170;

    FieldRows() {
        getStyleClass().add("wire-fields");
    }

    void show(List<WireVerdict.Row> rows) {
        getChildren().clear();
        addRow(0, new FontIcon(), head("field"), head("needs"), head("gets"));
        for (int i = 0; i < rows.size(); i++) {
            WireVerdict.Row row = rows.get(i);
            FontIcon icon = new FontIcon(
                    switch (row.state()) {
                        case FITS -> Feather.CHECK;
                        case CHECKED -> Feather.EYE;
                        case REFUSED -> Feather.X;
                    });
            icon.getStyleClass().add("wire-field-icon");
            icon.pseudoClassStateChanged(Looks.REFUSED, row.state() == WireVerdict.State.REFUSED);
            addRow(
                    i + 1,
                    icon,
                    cell(row.path().isEmpty() ? "the doc" : row.path()),
                    cell(row.needs()),
                    cell(row.gets()));
        }
    }

    private static Label head(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("wire-field-head");
        return label;
    }

    private static Label cell(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("wire-field");
        label.setMaxWidth(WIDEST);
        return label;
    }

    /// What the rows say, one a line.
    static String spoken(List<WireVerdict.Row> rows) {
        StringBuilder said = new StringBuilder();
        for (WireVerdict.Row row : rows) {
            said.append(said.isEmpty() ? "" : "\n")
                    .append(row.path().isEmpty() ? "the doc" : row.path())
                    .append(
                            switch (row.state()) {
                                case FITS -> " fits: needs ";
                                case CHECKED -> " is checked: needs ";
                                case REFUSED -> " does not fit: needs ";
                            })
                    .append(row.needs())
                    .append(", gets ")
                    .append(row.gets());
        }
        return said.toString();
    }
}
