package xooai.flow;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The colours of groups and notes, by name: what each looks like is the theme's.
public enum Tint {
    GREY,
    RED,
    ORANGE,
    YELLOW,
    GREEN,
    TEAL,
    BLUE,
    PURPLE;

    /// What a file and a person call it, such as `blue`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The colour of that name, or null.
    public static @Nullable Tint named(String word) {
        for (Tint tint : values()) {
            if (tint.word().equals(word)) {
                return tint;
            }
        }
        return null;
    }
}
