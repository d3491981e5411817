package xooai.designer.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import xooai.designer.design.Wire;
import xooai.designer.shared.Ui;

/// The buttons that mend a wire, for the list of problems.
record WireButtons(WireMending mending) implements Function<Wire, List<Button>> {
    @Override
    public List<Button> apply(Wire wire) {
        List<Button> buttons = new ArrayList<>();
        if (mending.canConvert(wire)) {
            buttons.add(Ui.button("Insert converter", () -> mending.convert(wire)));
        }
        Button change = Ui.button("Change type…", () -> {});
        change.setOnAction(_ -> {
            Bounds at = change.localToScene(change.getLayoutBounds());
            mending.chooseType(wire, at.getMinX(), at.getMinY());
        });
        buttons.add(change);
        buttons.forEach(button -> button.getStyleClass().add("small"));
        return buttons;
    }
}
