package xooai.designer.canvas;

import java.util.Map;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.design.Wire;
import xooai.flow.Point;

/// What is different in the flow that is drawn, to be drawn over it: each mark by an icon, a colour and words.
///
/// @param nodes the marks of nodes that are drawn
/// @param wires the marks of wires, drawn or not; their nodes are drawn or absent
/// @param absent where nodes would stand that only the other flow has
public record Marks(Map<String, Mark> nodes, Map<Wire, Mark> wires, Map<String, Absent> absent) {
    /// No marks.
    public static final Marks NONE = new Marks(Map.of(), Map.of(), Map.of());

    public Marks {
        nodes = Map.copyOf(nodes);
        wires = Map.copyOf(wires);
        absent = Map.copyOf(absent);
    }

    /// A node that only the other flow has.
    public record Absent(Point at, Mark mark) {}

    /// One mark.
    ///
    /// @param words what is different, in a few words
    public record Mark(Kind kind, String words) {}

    /// The sorts of marks.
    public enum Kind {
        /// Only the later flow has it.
        ADDED(Feather.PLUS_CIRCLE, "mark-added"),
        /// Only the earlier flow has it.
        REMOVED(Feather.MINUS_CIRCLE, "mark-removed"),
        /// Both have it, not the same.
        CHANGED(Feather.EDIT_2, "mark-changed"),
        /// It stands elsewhere.
        MOVED(Feather.MOVE, "mark-moved");

        private final Feather icon;
        private final String style;

        Kind(Feather icon, String style) {
            this.icon = icon;
            this.style = style;
        }

        /// Its icon.
        public Ikon icon() {
            return icon;
        }

        /// Its style class.
        public String style() {
            return style;
        }
    }

    /// Whether nothing is marked.
    public boolean isEmpty() {
        return nodes.isEmpty() && wires.isEmpty() && absent.isEmpty();
    }
}
