package xooai.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is drawn around a flow and means nothing to it: groups, notes, the bends of wires, bookmarks of views.
///
/// A flow file keeps it under `drawing`, beside `view`: a flow runs, is kept, is tested and is exported the same with
/// and without it. What lies in a group is what stands in its frame; nothing names its members. Immutable.
///
/// @param groups the groups by id, those that lie behind first
/// @param notes the notes by id, those that lie behind first
/// @param bends by the node that a wire comes from, then by the node that it leads to: the points that it goes through
/// @param bookmarks the views to come back to, by their key
public record Drawing(
        Map<String, Group> groups,
        Map<String, Note> notes,
        Map<String, Map<String, List<Point>>> bends,
        Map<String, Bookmark> bookmarks) {
    /// The key of the file.
    public static final String KEY = "drawing";

    /// How many groups a drawing may have, and how many notes.
    public static final int MOST = 2_000;

    /// How many points a wire may go through.
    public static final int MOST_BENDS = 64;

    /// How many characters a note may have.
    public static final int LONGEST_TEXT = 20_000;

    /// How far from the origin anything may be drawn, and how wide and high it may be: beyond it, sums and pictures are
    /// not exact any more.
    public static final double FARTHEST = 1e9;

    /// How many characters a title may have.
    public static final int LONGEST_TITLE = 200;

    /// Nothing.
    public static final Drawing NONE = new Drawing(Map.of(), Map.of(), Map.of(), Map.of());

    public Drawing {
        groups = copy(groups);
        notes = copy(notes);
        Map<String, Map<String, List<Point>>> all = new LinkedHashMap<>();
        bends.forEach((from, ends) -> {
            Map<String, List<Point>> left = new LinkedHashMap<>();
            ends.forEach((to, points) -> {
                if (!points.isEmpty()) {
                    left.put(to, List.copyOf(points));
                }
            });
            if (!left.isEmpty()) {
                all.put(from, Collections.unmodifiableMap(left));
            }
        });
        bends = Collections.unmodifiableMap(all);
        bookmarks = copy(bookmarks);
    }

    private static <T> Map<String, T> copy(Map<String, T> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// A frame with a title around what belongs together.
    public record Group(String title, Tint tint, Frame frame) {
        /// This group with that title.
        public Group withTitle(String value) {
            return new Group(value, tint, frame);
        }

        /// This group in that colour.
        public Group withTint(Tint value) {
            return new Group(title, value, frame);
        }

        /// This group there.
        public Group withFrame(Frame value) {
            return new Group(title, tint, value);
        }
    }

    /// A text in Markdown on the canvas.
    ///
    /// @param text its lines, each ended by `\n` but the last
    public record Note(String text, Tint tint, Frame frame) {
        public Note {
            text = text.replace("\r\n", "\n").replace('\r', '\n');
        }

        /// This note with that text.
        public Note withText(String value) {
            return new Note(value, tint, frame);
        }

        /// This note in that colour.
        public Note withTint(Tint value) {
            return new Note(text, value, frame);
        }

        /// This note there.
        public Note withFrame(Frame value) {
            return new Note(text, tint, value);
        }

        /// Its first line with anything in it, without the signs of Markdown; empty for none.
        public String firstLine() {
            return text.lines()
                    .map(line -> line.replaceAll("^[#>\\s*+-]+|[*_`]", "").strip())
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    /// A view to come back to.
    ///
    /// @param at what is in the middle of it
    /// @param zoom how large it is seen, 1 for 100 %
    public record Bookmark(String title, Point at, double zoom) {}

    /// The drawing of that flow, as far as it can be read.
    public static Drawing of(FlowSpec spec) {
        return DrawingTree.read(spec.extra().get(KEY), null);
    }

    /// Whether nothing is drawn.
    public boolean isEmpty() {
        return equals(NONE);
    }

    /// That flow with this drawing in the place of its own; what nobody could read of that stays.
    public FlowSpec in(FlowSpec spec) {
        Map<String, @Nullable Object> tree = DrawingTree.written(spec.extra().get(KEY), of(spec), this);
        return spec.withExtra(KEY, tree.isEmpty() ? null : tree);
    }

    /// That flow without anything drawn around it.
    public static FlowSpec without(FlowSpec spec) {
        FlowSpec outer = spec.extra().containsKey(KEY) ? spec.withExtra(KEY, null) : spec;
        return SubFlows.withoutKey(outer, KEY);
    }

    /// That flow with those other names for nodes in its drawing.
    public static FlowSpec renamed(FlowSpec spec, Map<String, String> names) {
        Drawing drawing = of(spec);
        if (drawing.bends.isEmpty()) {
            return spec;
        }
        Map<String, Map<String, List<Point>>> renamed = new LinkedHashMap<>();
        drawing.bends.forEach((from, ends) -> ends.forEach(
                (to, points) -> renamed.computeIfAbsent(names.getOrDefault(from, from), _ -> new LinkedHashMap<>())
                        .putIfAbsent(names.getOrDefault(to, to), points)));
        Drawing after = new Drawing(drawing.groups, drawing.notes, renamed, drawing.bookmarks);
        return after.equals(drawing) ? spec : after.in(spec);
    }

    /// The points that a wire goes through, from its start to its end.
    public List<Point> bends(String from, String to) {
        return bends.getOrDefault(from, Map.of()).getOrDefault(to, List.of());
    }

    /// This drawing with that group, in the place of one of the same id, or before the others.
    public Drawing with(String id, Group group) {
        return new Drawing(put(groups, id, group), notes, bends, bookmarks);
    }

    /// This drawing with that note, in the place of one of the same id, or before the others.
    public Drawing with(String id, Note note) {
        return new Drawing(groups, put(notes, id, note), bends, bookmarks);
    }

    /// This drawing with that bookmark, in the place of one of the same key.
    public Drawing with(String key, Bookmark bookmark) {
        return new Drawing(groups, notes, bends, put(bookmarks, key, bookmark));
    }

    /// This drawing with a wire that goes through those points; straight on for none.
    public Drawing withBends(String from, String to, List<Point> points) {
        Map<String, Map<String, List<Point>>> all = new LinkedHashMap<>(bends);
        Map<String, List<Point>> ends = new LinkedHashMap<>(all.getOrDefault(from, Map.of()));
        ends.put(to, points);
        all.put(from, ends);
        return new Drawing(groups, notes, all, bookmarks);
    }

    /// This drawing without those groups.
    public Drawing withoutGroups(Set<String> ids) {
        return new Drawing(minus(groups, ids), notes, bends, bookmarks);
    }

    /// This drawing without those notes.
    public Drawing withoutNotes(Set<String> ids) {
        return new Drawing(groups, minus(notes, ids), bends, bookmarks);
    }

    /// This drawing without that bookmark.
    public Drawing withoutBookmark(String key) {
        return new Drawing(groups, notes, bends, minus(bookmarks, Set.of(key)));
    }

    private static <T> Map<String, T> put(Map<String, T> map, String key, T value) {
        Map<String, T> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }

    private static <T> Map<String, T> minus(Map<String, T> map, Set<String> keys) {
        Map<String, T> left = new LinkedHashMap<>(map);
        left.keySet().removeAll(keys);
        return left;
    }

    /// An id that is not taken: the letter and the least number that makes it so.
    public static String freshId(String letter, Set<String> taken) {
        int number = 1;
        while (taken.contains(letter + number)) {
            number++;
        }
        return letter + number;
    }

    /// Why this drawing cannot be kept, in one sentence, or null when it can.
    public @Nullable String refusal() {
        if (groups.size() > MOST || notes.size() > MOST) {
            return "a flow has at most " + MOST + " groups and as many notes";
        }
        for (Group group : groups.values()) {
            if (group.title().length() > LONGEST_TITLE) {
                return "a title has at most " + LONGEST_TITLE + " characters, and this one has "
                        + group.title().length();
            }
        }
        for (Note note : notes.values()) {
            if (note.text().length() > LONGEST_TEXT) {
                return "a note has at most " + LONGEST_TEXT + " characters, and this one has "
                        + note.text().length();
            }
        }
        boolean many = bends.values().stream()
                .anyMatch(ends -> ends.values().stream().anyMatch(points -> points.size() > MOST_BENDS));
        return many ? "a wire goes through at most " + MOST_BENDS + " points" : null;
    }
}
