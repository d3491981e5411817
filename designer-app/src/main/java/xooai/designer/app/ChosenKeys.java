package xooai.designer.app;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCombination;
import xooai.designer.actions.Action;
import xooai.designer.actions.Actions;
import xooai.designer.actions.KeyText;
import xooai.designer.files.Settings;

/// The keys that a person chose for actions, kept in the settings: those alone that are not as they come.
final class ChosenKeys {
    private static final String KEY = "keys";

    private final Actions actions;
    private final Settings settings;

    ChosenKeys(Actions actions, Settings settings) {
        this.actions = actions;
        this.settings = settings;
    }

    /// Puts the actions on the keys that were chosen; what names no action or no key is left out.
    void load() {
        List<String> known = actions.all().stream().map(Action::id).toList();
        for (String line : settings.texts(KEY)) {
            int at = line.indexOf('=');
            String id = at < 0 ? "" : line.substring(0, at);
            String text = line.substring(at + 1);
            KeyCombination key = KeyText.read(text);
            if (known.contains(id) && (key != null || text.isEmpty())) {
                actions.setKey(id, key);
            }
        }
    }

    /// Remembers what is chosen now.
    void remember() {
        List<String> lines = new ArrayList<>();
        for (Action action : actions.all()) {
            if (actions.isKeyChanged(action.id())) {
                lines.add(action.id() + "=" + KeyText.kept(action.key()));
            }
        }
        settings.set(KEY, lines);
    }
}
