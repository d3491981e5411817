package xooai.designer.actions;

import java.util.function.Supplier;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One thing a person can do.
///
/// @param id its name in settings and tests, such as `file.save`
/// @param group the menu it belongs to
/// @param title what it says; asked each time, so that undo can name its step
/// @param key its key, or null
/// @param icon its icon in the toolbar, or null
/// @param enabled whether it can be done now
/// @param run does it
public record Action(
        String id,
        String group,
        Supplier<String> title,
        @Nullable KeyCombination key,
        @Nullable Feather icon,
        ObservableBooleanValue enabled,
        Runnable run) {
    private static final ObservableBooleanValue ALWAYS = new SimpleBooleanProperty(true);

    /// An action that can always be done.
    public static Action of(String id, String group, String title, Runnable run) {
        return new Action(id, group, () -> title, null, null, ALWAYS, run);
    }

    /// This action on that key, such as `Shortcut+S`.
    public Action on(String combination) {
        return new Action(id, group, title, KeyCombination.valueOf(combination), icon, enabled, run);
    }

    /// This action on that key, or on none.
    Action onKey(@Nullable KeyCombination combination) {
        return new Action(id, group, title, combination, icon, enabled, run);
    }

    /// This action, which has that done before.
    Action after(Runnable first) {
        return new Action(id, group, title, key, icon, enabled, () -> {
            first.run();
            run.run();
        });
    }

    /// This action with that icon.
    public Action with(Feather feather) {
        return new Action(id, group, title, key, feather, enabled, run);
    }

    /// This action, to be done only while that holds.
    public Action when(ObservableBooleanValue condition) {
        return new Action(id, group, title, key, icon, condition, run);
    }

    /// This action with a title that changes.
    public Action titled(Supplier<String> changing) {
        return new Action(id, group, changing, key, icon, enabled, run);
    }

    /// The key as a person reads it; empty for none.
    public String keyText() {
        return key == null ? "" : KeyText.of(key);
    }

    /// The key in brackets, to be put after what is said of the action; empty for none.
    public String keyInBrackets() {
        return key == null ? "" : " (" + keyText() + ")";
    }

    /// Does it, if it can be done now.
    public void runIfEnabled() {
        if (enabled.get()) {
            run.run();
        }
    }
}
