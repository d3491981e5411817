package xooai.designer.safety;

import org.jspecify.annotations.Nullable;

/// One line of a journal.
sealed interface JournalEntry {

    /// The first line: whose journal it is.
    ///
    /// @param file the flow's file, or null for one that has none yet
    /// @param name what the flow is called
    record Begun(@Nullable String file, String name) implements JournalEntry {}

    /// The history begins here, with that flow; what the file holds stays as it was. The first one is also what the
    /// file holds.
    record Start(String text) implements JournalEntry {}

    /// An edit.
    ///
    /// @param at when, in milliseconds since 1970
    record Step(String title, Patch patch, long at) implements JournalEntry {}

    /// So many steps undone (below 0) or done again.
    record Move(int by, long at) implements JournalEntry {}

    /// The file holds that flow.
    ///
    /// @param text the flow, or null for the one now
    /// @param signature the signature of the file's bytes, or null when there is no file
    record Saved(@Nullable String text, @Nullable String signature, long at) implements JournalEntry {}

    /// The flow was left in peace: what is not saved is meant not to be.
    record Closed(long at) implements JournalEntry {}
}
