package xooai.designer.safety;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import xooai.flow.FlowSpec;

/// Keeps what it is told, to be looked at.
final class QuietConcerns implements Concerns {
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<LeftBehind> left = new CopyOnWriteArrayList<>();

    @Override
    public void journalFails(String why) {
        told.add("fails: " + why);
    }

    @Override
    public void journalWorks() {
        told.add("works");
    }

    @Override
    public void heldElsewhere(Path file, String by) {
        told.add("held: " + by);
    }

    @Override
    public void leftBehind(LeftBehind found) {
        left.add(found);
    }

    @Override
    public void changedOutside(Path file, @Nullable FlowSpec theirs, String signature, String why) {
        told.add("changed: " + (theirs == null ? why : theirs.name()));
    }

    @Override
    public void deletedOutside(Path file) {
        told.add("deleted");
    }

    @Override
    public void fileIsAsKnown() {
        told.add("as known");
    }
}
