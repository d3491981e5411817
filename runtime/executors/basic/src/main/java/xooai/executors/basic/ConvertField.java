package xooai.executors.basic;

import org.jspecify.annotations.Nullable;

/// One field that a [ConvertExecutor] makes.
///
/// @param to where it goes, such as `title` or `best.price`; nothing for the whole of a medium
/// @param from where it comes from, written likewise; nothing for the doc as a whole
/// @param set what it is whatever comes, in place of `from`
/// @param as what it becomes; as it is where nothing is said
public record ConvertField(
        @Nullable String to,
        @Nullable String from,
        @Nullable String set,
        @Nullable ConvertTo as) {

    /// Where it goes; empty for the whole.
    String place() {
        return to == null ? "" : to;
    }

    /// What it becomes.
    ConvertTo target() {
        return as == null ? ConvertTo.SAME : as;
    }

    @Override
    public String toString() {
        return "`" + (place().isEmpty() ? "the doc" : place()) + "` of "
                + (set != null ? "what is set" : from == null || from.isEmpty() ? "the doc" : "`" + from + "`");
    }
}
