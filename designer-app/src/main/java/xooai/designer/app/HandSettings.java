package xooai.designer.app;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.HBox;
import xooai.designer.actions.Actions;
import xooai.designer.shared.Ui;
import xooai.designer.stores.SettingsCard.Section;

/// What of the settings is of wheel and keys.
final class HandSettings {
    private HandSettings() {}

    static Section of(Designer designer) {
        Actions actions = designer.actions().registry();
        CheckBox wheel = new CheckBox("The wheel zooms, and scrolls with Ctrl");
        wheel.setId("setting-wheel");
        wheel.setSelected(designer.canvas().isWheelZooming());
        wheel.setOnAction(_ -> actions.get("view.wheel").run().run());
        Button keys = Ui.button("Change keys…", actions.get("help.change-keys").run());
        keys.setId("setting-keys");
        keys.getStyleClass().add("small");
        HBox line = new HBox(wheel, Ui.spring(), keys);
        line.getStyleClass().add("store-line");
        return new Section("Wheel and keys", "What the hand does on the canvas.", List.of(line));
    }
}
