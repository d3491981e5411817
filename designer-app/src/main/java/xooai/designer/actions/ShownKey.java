package xooai.designer.actions;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// A key that a menu shows and does not listen to: of a letter that acts alone, which is only a letter while something
/// is being typed. [Actions] knows when it acts.
final class ShownKey extends KeyCombination {
    private final String text;

    ShownKey(String text) {
        this.text = text;
    }

    @Override
    public boolean match(KeyEvent event) {
        return false;
    }

    @Override
    public String getDisplayText() {
        return text;
    }

    @Override
    public String getName() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ShownKey shown && shown.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
