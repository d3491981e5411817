package xooai.designer.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.designer.files.Dialogs;
import xooai.designer.files.FileModel;
import xooai.store.SafeFile;

/// Offers what windows left that ended without asking, one flow after the other, in a bar.
public final class Recovery {
    private static final String SUBJECT = "recovery";

    private final Journals journals;
    private final FileModel files;
    private final FlowKeeper keeper;
    private final Bars bars;
    private final Executor thread;
    private final Consumer<LeftBehind> compare;
    private final Deque<LeftBehind> left = new ArrayDeque<>();

    /// What is at hand to offer and bring back.
    ///
    /// @param thread runs what is to run on the thread that draws
    /// @param compare shows what is different in a flow that was left behind
    public record Around(
            FileModel files, FlowKeeper keeper, Bars bars, Executor thread, Consumer<LeftBehind> compare) {}

    /// Offers what those journals hold.
    public Recovery(Journals journals, Around around) {
        this.journals = journals;
        this.files = around.files();
        this.keeper = around.keeper();
        this.bars = around.bars();
        this.thread = around.thread();
        this.compare = around.compare();
    }

    /// Looks for what was left behind, off the thread that draws.
    ///
    /// @param fails hears, on the thread that draws, what could not be looked at, and why
    public void search(Consumer<String> fails) {
        Consumer<String> heard = why -> thread.execute(() -> fails.accept(why));
        Thread.ofVirtual().name("recovery").start(() -> {
            try {
                List<LeftBehind> found = journals.leftBehind(heard);
                thread.execute(() -> found.forEach(this::offer));
            } catch (IOException e) {
                heard.accept("Tried to look for edits that were not saved: " + SafeFile.reason(e));
            }
        });
    }

    /// Offers that.
    public void offer(LeftBehind found) {
        // Opening a file puts its journal aside: what was found before is found again under another name.
        left.removeIf(known -> !Files.exists(known.journal()));
        if (left.stream().noneMatch(known -> known.journal().equals(found.journal()))) {
            left.add(found);
            showNext();
        }
    }

    /// What is offered now, or null.
    public @Nullable LeftBehind offered() {
        return left.peek();
    }

    private void showNext() {
        LeftBehind next = left.peek();
        if (next == null) {
            bars.hide(SUBJECT);
            return;
        }
        bars.show(
                SUBJECT,
                Bars.Kind.OFFER,
                words(next),
                List.of(
                        new Dialogs.Answer("Recover", Dialogs.Kind.MAIN, () -> recover(next)),
                        new Dialogs.Answer("Show differences", Dialogs.Kind.PLAIN, () -> {
                            compare.accept(next);
                            showNext();
                        }),
                        new Dialogs.Answer("Discard", Dialogs.Kind.DANGER, () -> {
                            keeper.discard(next);
                            done(next);
                        })));
    }

    private String words(LeftBehind next) {
        int edits = next.edits();
        String more = left.size() == 1 ? "" : " " + (left.size() - 1) + " more after this one.";
        return next.name() + " has " + edits + (edits == 1 ? " edit" : " edits") + " from " + when(next)
                + " that no file holds: the designer ended before they were saved."
                + (next.isCut() ? " The very last one was cut off." : "") + more;
    }

    private static String when(LeftBehind next) {
        ZonedDateTime at = next.last().atZone(ZoneId.systemDefault());
        String time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(at);
        return at.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()))
                ? time
                : DateTimeFormatter.ofPattern("d MMM uuuu, ", Locale.ENGLISH).format(at) + time;
    }

    /// Brings it back as the open flow, with all that can be undone.
    public void recover(LeftBehind wanted) {
        showNext();
        files.recover(wanted.history(), wanted.file(), wanted.signature(), () -> {
            keeper.recovered(wanted);
            done(wanted);
        });
    }

    private void done(LeftBehind which) {
        left.removeIf(known -> known.journal().equals(which.journal()));
        showNext();
    }
}
