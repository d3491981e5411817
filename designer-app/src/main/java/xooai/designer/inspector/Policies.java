package xooai.designer.inspector;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Ui;
import xooai.flow.ConflictPolicy;

/// The field of a conflict policy.
final class Policies {
    private static final List<String> NAMES = List.of("error", "last", "collect", "sum", "max", "min", "prefer(…)");

    private Policies() {}

    /// @param none what stands for no policy of its own, or null where there must be one
    static Node field(
            String name, @Nullable ConflictPolicy now, @Nullable String none, Consumer<@Nullable ConflictPolicy> take) {
        ComboBox<String> box = new ComboBox<>();
        box.setEditable(true);
        if (none != null) {
            box.getItems().add(none);
        }
        box.getItems().addAll(NAMES);
        String shown = now == null ? none : now.toString();
        box.setValue(shown);
        box.setAccessibleText(name);
        box.getEditor().setAccessibleText(name);
        box.setMaxWidth(Double.MAX_VALUE);
        Label problem = Ui.wrapped("", "field-problem");
        Ui.show(problem, false);
        box.valueProperty().subscribe((_, text) -> {
            String wanted = text == null ? "" : text.strip();
            if (wanted.equals(shown) || wanted.equals("prefer(…)")) {
                return;
            }
            ConflictPolicy policy = ConflictPolicy.parse(wanted);
            boolean clear = none != null && (wanted.isEmpty() || wanted.equals(none));
            boolean good = clear || policy != null;
            problem.setText(good ? "" : "is error, last, collect, sum, max, min or prefer(node, …)");
            Ui.show(problem, !good);
            if (good) {
                take.accept(clear ? null : policy);
            }
        });
        VBox field = new VBox(Ui.label(name, "field-name"), box, problem);
        field.getStyleClass().add("field");
        return field;
    }
}
