package xooai.designer.invoke;

import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import xooai.designer.shared.Ui;

/// Numbers as a person reads them, and lists of them as bars.
final class Numbers {
    private static final int SHOWN = 50;
    private static final double BAR = 110;

    private Numbers() {}

    static String text(Number number) {
        if (!(number instanceof Double || number instanceof Float)) {
            return number.toString();
        }
        double value = number.doubleValue();
        boolean plain = value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7);
        String text = String.format(Locale.ROOT, plain ? "%.5f" : "%.3e", value);
        return plain ? text.replaceFirst("0+$", "").replaceFirst("\\.$", "") : text;
    }

    /// A bar for each number, as long as it is large beside the others.
    static Node bars(Map<String, Double> numbers) {
        double most = numbers.values().stream().mapToDouble(Math::abs).max().orElse(0);
        VBox rows = new VBox();
        rows.getStyleClass().add("bars");
        numbers.entrySet().stream()
                .limit(SHOWN)
                .forEach(entry -> rows.getChildren().add(row(entry.getKey(), entry.getValue(), most)));
        if (numbers.size() > SHOWN) {
            rows.getChildren().add(Ui.label("and " + (numbers.size() - SHOWN) + " more", "hint"));
        }
        return rows;
    }

    private static Node row(String name, double value, double most) {
        Region bar = new Region();
        double width = most > 0 && Double.isFinite(value) ? Math.max(1, BAR * Math.abs(value) / most) : 1;
        bar.setMinWidth(width);
        bar.setMaxWidth(width);
        bar.getStyleClass().add("bar");
        StackPane track = new StackPane(bar);
        track.getStyleClass().add("bar-track");
        track.setMinWidth(BAR);
        track.setMaxWidth(BAR);
        Label number = Ui.label(name, "bar-index");
        HBox row = new HBox(number, track, Ui.label(text(value), "bar-value"));
        row.getStyleClass().add("bar-row");
        return row;
    }
}
