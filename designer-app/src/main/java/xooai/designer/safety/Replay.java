package xooai.designer.safety;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Design;
import xooai.designer.design.History;
import xooai.designer.shared.Bounded;
import xooai.doc.XooaiException;
import xooai.flow.FlowFile;

/// What a journal says, read from its start to its end.
///
/// A last line that was cut, or a damaged one, ends the reading: what came before it is whole.
///
/// @param kept what it keeps
/// @param name what the flow is called
/// @param last when the last edit was made
/// @param closed whether the flow was left in peace
/// @param damaged whether something at its end could not be read
/// @param length how many bytes could be read
record Replay(Kept kept, String name, Instant last, boolean closed, boolean damaged, long length) {
    static final int MOST_BYTES = 64 << 20;

    private static final int LAST_LINE = 128;

    /// Reads a journal.
    ///
    /// @return what it says, or null when not even its start can be read
    /// @throws IOException when the file cannot be read
    static @Nullable Replay of(Path journal) throws IOException {
        byte[] bytes = Bounded.read(journal, MOST_BYTES, "a journal");
        Reading reading = new Reading();
        int from = 0;
        for (int i = 0; i < bytes.length && !reading.broken; i++) {
            if (bytes[i] == '\n') {
                reading.line(Arrays.copyOfRange(bytes, from, i));
                if (!reading.broken) {
                    from = i + 1;
                }
            }
        }
        return reading.replay(from, from < bytes.length);
    }

    /// Whether the last line of a journal says that its flow was left in peace; reads no more than that.
    static boolean isClosed(Path journal) throws IOException {
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.READ)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(channel.size(), LAST_LINE));
            channel.read(end, channel.size() - end.capacity());
            byte[] bytes = Arrays.copyOf(end.array(), end.position());
            int to = bytes.length - 1;
            int from = to - 1;
            while (from >= 0 && bytes[from] != '\n') {
                from--;
            }
            return to > 0
                    && bytes[to] == '\n'
                    && JournalLines.read(Arrays.copyOfRange(bytes, from + 1, to)) instanceof JournalEntry.Closed;
        }
    }

    /// Whether it holds edits that no file does.
    boolean isUnsaved() {
        return !closed && kept.history().dirty();
    }

    /// How many edits no file holds.
    int edits() {
        History history = kept.history();
        List<History.Step> steps = history.steps();
        int nearest = steps.size();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).design().equals(history.savedDesign())) {
                nearest = Math.min(nearest, Math.abs(i - history.position()));
            }
        }
        return nearest == steps.size() ? Math.max(1, history.position()) : nearest;
    }

    private static final class Reading {
        private JournalEntry.@Nullable Begun begun;
        private @Nullable Path file;
        private @Nullable History history;
        private @Nullable String text;
        private @Nullable String signature;
        private long at;
        private boolean closed;
        private boolean broken;

        private void line(byte[] line) {
            JournalEntry entry = JournalLines.read(line);
            if (entry == null) {
                broken = true;
                return;
            }
            try {
                closed = false;
                take(entry);
            } catch (XooaiException | IllegalArgumentException _) {
                broken = true;
            }
        }

        private void take(JournalEntry entry) {
            History now = history;
            switch (entry) {
                case JournalEntry.Begun first -> {
                    file = first.file() == null ? null : Path.of(first.file());
                    begun = first;
                }
                case JournalEntry.Start start -> {
                    Design design = Design.of(spec(start.text()));
                    history = now == null ? History.of(design) : now.startingAt(design);
                    text = start.text();
                }
                case JournalEntry.Closed _ -> closed = true;
                case JournalEntry.Step step -> step(step, started(now));
                case JournalEntry.Move move -> {
                    history = moved(started(now), move.by());
                    text = null;
                    at = move.at();
                }
                case JournalEntry.Saved saved -> {
                    History from = started(now);
                    String other = saved.text();
                    history = other == null ? from.saved() : from.savedAs(Design.of(spec(other)));
                    signature = saved.signature();
                    at = saved.at();
                }
            }
        }

        private void step(JournalEntry.Step step, History from) {
            String before = text == null ? Kept.text(from.current()) : text;
            String after = step.patch().apply(before);
            history = from.plus(step.title(), from.current().readAgain(spec(after)));
            text = after;
            at = step.at();
        }

        private static xooai.flow.FlowSpec spec(String text) {
            return FlowFile.read(text.getBytes(StandardCharsets.UTF_8)).spec();
        }

        private static History started(@Nullable History history) {
            if (history == null) {
                throw new IllegalArgumentException("a journal that does not start");
            }
            return history;
        }

        private static int index(History from, int by) {
            int index = from.position() + by;
            if (index < 0 || index >= from.steps().size()) {
                throw new IllegalArgumentException("there is no step " + index);
            }
            return index;
        }

        private static History moved(History from, int by) {
            int wanted = index(from, by);
            History at = from;
            while (at.position() > wanted) {
                at = at.undo();
            }
            while (at.position() < wanted) {
                at = at.redo();
            }
            return at;
        }

        private @Nullable Replay replay(long length, boolean more) {
            History all = history;
            JournalEntry.Begun first = begun;
            if (all == null || first == null) {
                return null;
            }
            return new Replay(
                    new Kept(all, file, signature), first.name(), Instant.ofEpochMilli(at), closed, more, length);
        }
    }
}
