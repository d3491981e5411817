package xooai.designer.app;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import xooai.designer.shared.Ui;
import xooai.designer.stores.SettingsCard;

/// The part of the settings that says how the designer looks and moves.
final class Appearance {
    private Appearance() {}

    static SettingsCard.Section section(Theme theme, ReducedMotion motion) {
        ComboBox<String> themes = new ComboBox<>();
        themes.getItems()
                .setAll(Stream.of(Theme.Choice.values()).map(Appearance::words).toList());
        themes.setValue(words(theme.choiceProperty().get()));
        themes.setAccessibleText("Theme");
        themes.setId("settings-theme");
        themes.valueProperty()
                .subscribe((_, now) -> Stream.of(Theme.Choice.values())
                        .filter(choice -> words(choice).equals(now))
                        .forEach(theme::choose));
        CheckBox still = new CheckBox("Reduce motion");
        still.setAccessibleText("Reduce motion: the view is at once where it goes");
        still.setId("settings-motion");
        still.setSelected(motion.property().get());
        still.selectedProperty().subscribe((_, now) -> motion.choose(now));
        HBox row = new HBox(Ui.label("Theme", "field-name"), themes, Ui.spring(), still);
        row.getStyleClass().add("settings-row");
        return new SettingsCard.Section(
                "Appearance", "With reduced motion the view is at once where it goes.", List.of(row));
    }

    /// `As the system`, `Light`, `Dark`.
    private static String words(Theme.Choice choice) {
        String text = choice.text();
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
