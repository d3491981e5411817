package xooai.designer.safety;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Design;
import xooai.designer.design.History;
import xooai.designer.design.HistoryPath;

/// Puts what is to be kept into the lines of a journal: all of it, or only what came since.
final class JournalText {
    private @Nullable Design printed;
    private String text = "";

    /// The whole journal: at most about so many bytes; the oldest steps are left out where there are more.
    ///
    /// @param file the history as it can be read back
    record Whole(ByteArrayOutputStream bytes, History file) {}

    Whole whole(Kept kept, long now, int mostBytes) {
        int from = 0;
        while (true) {
            Whole whole = whole(kept, now, cut(kept.history(), from));
            int position = kept.history().position();
            if (whole.bytes().size() <= mostBytes || from >= position) {
                return whole;
            }
            from = (from + position + 1) / 2;
        }
    }

    /// The history without its first steps, which are the same steps as before.
    private static History cut(History history, int from) {
        return from == 0 ? history : history.without(from);
    }

    private Whole whole(Kept kept, long now, History history) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String file = kept.file() == null ? null : kept.file().toString();
        add(out, new JournalEntry.Begun(file, kept.name()));
        add(out, new JournalEntry.Start(Kept.text(history.savedDesign())));
        add(out, new JournalEntry.Saved(null, kept.signature(), now));
        List<History.Step> steps = history.steps();
        Design start = steps.getFirst().design();
        add(out, new JournalEntry.Start(Kept.text(start)));
        steps(out, start, steps.subList(1, steps.size()), now);
        move(out, history.position() - (steps.size() - 1), now);
        return new Whole(out, history);
    }

    /// What came since.
    ///
    /// @param before what was kept
    /// @param path how that became what is to be kept
    byte[] since(Kept before, HistoryPath path, Kept kept, long now) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        History was = before.history();
        move(out, path.first(), now);
        Design fork = was.steps().get(was.position() + path.first()).design();
        steps(out, fork, path.steps(), now);
        move(out, path.then(), now);
        History is = kept.history();
        boolean saved =
                !is.savedDesign().equals(was.savedDesign()) || !Objects.equals(before.signature(), kept.signature());
        if (saved) {
            add(out, saved(is, kept.signature(), now));
        }
        return out.toByteArray();
    }

    private static JournalEntry.Saved saved(History history, @Nullable String signature, long now) {
        boolean isNow = history.savedDesign().equals(history.current());
        return new JournalEntry.Saved(isNow ? null : Kept.text(history.savedDesign()), signature, now);
    }

    private void steps(ByteArrayOutputStream out, Design from, List<History.Step> steps, long now) {
        Design at = from;
        for (History.Step step : steps) {
            String before = printed(at);
            at = step.design();
            String after = Kept.text(at);
            add(out, new JournalEntry.Step(step.title(), Patch.of(before, after), now));
            printed = at;
            text = after;
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private String printed(Design design) {
        return printed == design ? text : Kept.text(design);
    }

    private static void move(ByteArrayOutputStream out, int by, long now) {
        if (by != 0) {
            add(out, new JournalEntry.Move(by, now));
        }
    }

    private static void add(ByteArrayOutputStream out, JournalEntry entry) {
        out.writeBytes(JournalLines.write(entry));
    }
}
