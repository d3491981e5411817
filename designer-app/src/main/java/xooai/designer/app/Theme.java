package xooai.designer.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import xooai.designer.files.Settings;

/// Light and dark: as the system is, or as a person chose.
final class Theme {
    private static final String KEY = "theme";

    private final Settings settings;
    private final ReadOnlyObjectWrapper<Choice> choice;
    private Runnable before = () -> {};

    /// What a person chose.
    enum Choice {
        SYSTEM("as the system"),
        LIGHT("light"),
        DARK("dark");

        private final String text;

        Choice(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        Choice next() {
            List<Choice> choices = List.of(values());
            return choices.get((choices.indexOf(this) + 1) % choices.size());
        }
    }

    Theme(Settings settings) {
        this.settings = settings;
        this.choice = new ReadOnlyObjectWrapper<>(read(settings.text(KEY, "system")));
        Platform.getPreferences().colorSchemeProperty().subscribe(_ -> show());
        show();
    }

    private static Choice read(String text) {
        for (Choice known : Choice.values()) {
            if (known.name().equalsIgnoreCase(text)) {
                return known;
            }
        }
        return Choice.SYSTEM;
    }

    ReadOnlyObjectProperty<Choice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    boolean isDark() {
        return switch (choice.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    void choose(Choice chosen) {
        choice.set(chosen);
        settings.set(KEY, chosen.name().toLowerCase(Locale.ROOT));
        show();
    }

    /// The other of light and dark.
    void toggle() {
        choose(isDark() ? Choice.LIGHT : Choice.DARK);
    }

    /// Does that before colours change.
    void before(Runnable action) {
        before = action;
    }

    private void show() {
        before.run();
        Application.setUserAgentStylesheet(
                isDark() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }
}
