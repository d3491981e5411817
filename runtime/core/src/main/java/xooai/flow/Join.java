package xooai.flow;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the branches that meet at a node become one array.
public enum Join {
    /// A three-way merge by id against the base; the default.
    MERGE,
    /// The branches one after another, in the order of `needs`.
    CONCAT,
    /// The first branch that succeeds; the others are cancelled.
    FIRST;

    /// The name in a flow file.
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The join of that name in a flow file, or null for a name that is none.
    public static @Nullable Join named(String fileName) {
        for (Join join : values()) {
            if (join.fileName().equals(fileName)) {
                return join;
            }
        }
        return null;
    }
}
