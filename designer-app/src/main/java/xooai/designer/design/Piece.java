package xooai.designer.design;

import xooai.flow.Drawing;
import xooai.flow.Frame;
import xooai.flow.Point;

/// One thing of a drawing that is selected, moved and taken away as nodes are.
public sealed interface Piece {

    /// A group, by its id: its frame, and by that what stands in it.
    record OfGroup(String id) implements Piece {}

    /// A note, by its id.
    record OfNote(String id) implements Piece {}

    /// A point that a wire goes through.
    ///
    /// @param index its place among those of the wire, from 0
    record OfBend(Wire wire, int index) implements Piece {}

    /// Whether there is such a thing in that design.
    default boolean isIn(Design design) {
        return switch (this) {
            case OfGroup group -> design.drawing().groups().containsKey(group.id());
            case OfNote note -> design.drawing().notes().containsKey(note.id());
            case OfBend bend ->
                bend.index() >= 0
                        && design.hasWire(bend.wire())
                        && bend.index() < design.bends(bend.wire()).size();
        };
    }

    /// Where it is in that design and how large; a bend has no size but the least. There must be one.
    default Frame frame(Design design) {
        Drawing drawing = design.drawing();
        Frame found = switch (this) {
            case OfGroup group -> {
                Drawing.Group there = drawing.groups().get(group.id());
                yield there == null ? null : there.frame();
            }
            case OfNote note -> {
                Drawing.Note there = drawing.notes().get(note.id());
                yield there == null ? null : there.frame();
            }
            case OfBend bend
            when isIn(design) -> {
                Point at = design.bends(bend.wire()).get(bend.index());
                yield new Frame(at.x(), at.y(), 1, 1);
            }
            case OfBend _ -> null;
        };
        if (found == null) {
            throw new IllegalArgumentException("there is no " + this + " in " + design);
        }
        return found;
    }

    /// What a person calls it: `group Reading`, `note Why it waits`, `point 2 of a → b`.
    default String spoken(Design design) {
        return switch (this) {
            case OfGroup group -> {
                Drawing.Group there = design.drawing().groups().get(group.id());
                yield there == null || there.title().isBlank() ? "group" : "group " + there.title();
            }
            case OfNote note -> {
                Drawing.Note there = design.drawing().notes().get(note.id());
                String line = there == null ? "" : there.firstLine();
                yield line.isEmpty() ? "note" : "note " + (line.length() > 40 ? line.substring(0, 40) + "…" : line);
            }
            case OfBend bend -> "point " + (bend.index() + 1) + " of " + bend.wire();
        };
    }
}
