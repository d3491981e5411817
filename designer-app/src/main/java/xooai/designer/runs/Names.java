package xooai.designer.runs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Design;
import xooai.designer.design.Edit;

/// What the nodes of an open flow were called before: what is known of a node goes with it when it is renamed, or
/// when that is undone. Confined to the FX thread.
final class Names {
    private static final int MOST = 1_000;

    /// The renames that are remembered, the earliest first.
    private final List<Rename> renames = new ArrayList<>();
    /// How many were forgotten.
    private int forgotten;

    /// One node that got another name.
    record Rename(String before, String after) {
        /// What a node of that name is called after it.
        String now(String name) {
            return name.equals(before) ? after : name;
        }

        /// What is known by name, by the names after it.
        <T> Map<String, T> carried(Map<String, T> known) {
            Map<String, T> all = new HashMap<>(known);
            all.remove(after);
            @Nullable T moved = all.remove(before);
            if (moved != null) {
                all.put(after, moved);
            }
            return all;
        }
    }

    /// The one node that was renamed between those designs; null where none was, or something else besides.
    static @Nullable Rename between(Design before, Design after) {
        if (before.names().size() != after.names().size()) {
            return null;
        }
        String gone = theOneNotIn(after.names(), before.names());
        String added = gone == null ? null : theOneNotIn(before.names(), after.names());
        if (gone == null || added == null) {
            return null;
        }
        Rename rename = new Rename(gone, added);
        Design expected = new Edit.RenameNode(rename.before(), rename.after()).apply(before);
        return expected.spec().nodes().equals(after.spec().nodes()) ? rename : null;
    }

    /// The one name that the others do not have; null for none and for several.
    private static @Nullable String theOneNotIn(Set<String> others, Set<String> names) {
        String found = null;
        for (String name : names) {
            if (!others.contains(name)) {
                if (found != null) {
                    return null;
                }
                found = name;
            }
        }
        return found;
    }

    /// Remembers it.
    void add(Rename rename) {
        renames.add(rename);
        if (renames.size() > MOST) {
            renames.removeFirst();
            forgotten++;
        }
    }

    /// Which names are in use now: a place to find them from later.
    int place() {
        return forgotten + renames.size();
    }

    /// What the node that had that name at that place is called now.
    String now(String name, int place) {
        String now = name;
        for (int i = Math.max(0, place - forgotten); i < renames.size(); i++) {
            now = renames.get(i).now(now);
        }
        return now;
    }

    /// What the node of that name was called at that place; null where it was not there, or nobody remembers.
    @Nullable
    String then(String name, int place) {
        if (place < forgotten) {
            return null;
        }
        String then = name;
        for (int i = renames.size() - 1; i >= place - forgotten; i--) {
            Rename rename = renames.get(i);
            if (then.equals(rename.after())) {
                then = rename.before();
            } else if (then.equals(rename.before())) {
                return null;
            }
        }
        return then;
    }

    /// What is known by the names of that place, by those of now.
    <T> Map<String, T> now(Map<String, T> known, int place) {
        Map<String, T> all = LinkedHashMap.newLinkedHashMap(known.size());
        known.forEach((name, value) -> all.put(now(name, place), value));
        return all;
    }

    /// Forgets all, as when another flow is opened.
    void clear() {
        renames.clear();
        forgotten = 0;
    }
}
