package xooai.flow;

import org.jspecify.annotations.Nullable;

/// One difference between two flows, as a person would say it and not as lines of a file.
///
/// @param kind what sort of difference
/// @param node the node it concerns, by its name in the second flow; in the first when it was removed; empty for the
///     flow as a whole
/// @param path the key within the node or the flow, such as `config.lang`; the node that a wire comes from; else empty
/// @param before the value in the first flow, or null where there is none
/// @param after the value in the second flow, or null where there is none
public record Difference(
        Kind kind,
        String node,
        String path,
        @Nullable Object before,
        @Nullable Object after) {

    /// The sorts of differences.
    public enum Kind {
        /// The second flow has a node more.
        ADDED,
        /// The second flow has a node less.
        REMOVED,
        /// A node has another name: `before` and `after`.
        RENAMED,
        /// A value is another.
        CHANGED,
        /// A node needs one more.
        WIRED,
        /// A node needs one less.
        UNWIRED,
        /// The same things come in another order.
        REORDERED,
        /// A node stands elsewhere; no part of what the flow means.
        MOVED,
        /// A group, a note, the bends of a wire or a bookmark is new, gone or elsewhere; no part of what the flow
        /// means.
        /// A word of it that is another is [#CHANGED], by its path from `drawing` on.
        DRAWN
    }

    /// Whether it is only of where something stands and which way wires go: no word of anybody's is new, gone or
    /// another.
    public boolean isLayout() {
        return switch (kind) {
            case MOVED -> true;
            case DRAWN -> path.startsWith(DrawingTree.BENDS + ".") || (before != null && after != null);
            case ADDED, REMOVED, RENAMED, CHANGED, WIRED, UNWIRED, REORDERED -> false;
        };
    }

    /// The difference in one line: `e1: config.lang is "de", was "en"`.
    @Override
    public String toString() {
        return DiffText.line(this);
    }
}
