package xooai.designer.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.designer.files.FileModel;

/// The files through which a person came to the one that is open, by entering nodes that are flows in files of
/// their own; it leads back. Opening a flow in any other way ends it. Confined to the FX thread.
final class Trail {
    private final FileModel files;
    private List<Path> outer = List.of();
    private List<Path> next = List.of();
    private @Nullable Path expected;
    private Runnable changed = () -> {};

    Trail(FileModel files) {
        this.files = files;
        files.addOnOpen(opened -> {
            Path now = opened.path();
            outer = now != null && now.equals(expected) ? next : List.of();
            expected = null;
            changed.run();
        });
    }

    void setChanged(Runnable listener) {
        changed = listener;
    }

    /// The files outside of the one that is open, the outermost first.
    List<Path> outer() {
        return outer;
    }

    /// Opens the flow that a node of the open one is; asks first where something is not saved.
    void enter(Path inside) {
        List<Path> more = new ArrayList<>(outer);
        Path from = files.path();
        if (from != null) {
            more.add(from);
        }
        go(inside, more);
    }

    /// Opens an outer one again.
    void back(int index) {
        go(outer.get(index), outer.subList(0, index));
    }

    private void go(Path to, List<Path> through) {
        expected = to;
        next = List.copyOf(through);
        files.open(to);
    }
}
