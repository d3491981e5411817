package xooai.designer.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Change;
import xooai.designer.design.Design;
import xooai.designer.files.Dialogs;
import xooai.designer.files.ErrorFiles;
import xooai.designer.files.FileModel;
import xooai.designer.safety.Bars;
import xooai.designer.safety.Concerns;
import xooai.designer.safety.FlowKeeper;
import xooai.designer.safety.Journals;
import xooai.designer.safety.LeftBehind;
import xooai.designer.safety.Recovery;
import xooai.designer.shared.FxThread;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Ui;
import xooai.flow.FlowMerge;
import xooai.flow.FlowSpec;
import xooai.flow.Problem;

/// Ties what keeps the open flow from being lost to the window: it says in bars what a person should know.
final class Safeguard implements Concerns {
    private static final String JOURNAL = "journal";
    private static final String OTHER = "other-window";
    private static final String OUTSIDE = "outside";
    private static final String CONFLICTS = "conflicts";
    private static final String ERROR = "error";
    private static final String SETTINGS = "settings";
    private static final String NEWER = "newer";

    private final Models models;
    private final FileModel files;
    private final Notices notices;
    private final Bars bars = new Bars();
    private final FlowKeeper keeper;
    private final Recovery recovery;
    private final ErrorFiles errors;
    private @Nullable Comparing comparing;
    private boolean conflictsTold;

    Safeguard(Models models, Notices notices) {
        this.models = models;
        this.files = models.files;
        this.notices = notices;
        this.errors = new ErrorFiles(models.settings.folders().state());
        Executor thread = FxThread::run;
        Journals journals = new Journals(models.settings.folders().state().resolve("journals"));
        this.keeper = new FlowKeeper(models.design, journals, thread, this);
        this.recovery = new Recovery(journals, new Recovery.Around(files, keeper, bars, thread, this::compare));
        files.setKeeping(keeper);
        files.addOnOpen(_ -> {
            bars.hide(OTHER);
            bars.hide(OUTSIDE);
            tellLocked();
            if (comparing != null) {
                comparing.end();
            }
        });
        models.design.listen(change -> {
            if (change instanceof Change.OfDesign) {
                tellConflicts();
            }
        });
    }

    private void tellLocked() {
        String why = models.design.locked();
        bars.hide(NEWER);
        if (why != null) {
            bars.show(
                    NEWER,
                    Bars.Kind.WARNING,
                    why,
                    List.of(new Dialogs.Answer("Open another…", Dialogs.Kind.PLAIN, files::open)));
        }
    }

    /// Differences are shown there.
    void setComparing(Comparing where) {
        comparing = where;
    }

    /// Says who gets the focus when a bar is gone that had it.
    void setFocusBack(Runnable action) {
        bars.setFocusBack(action);
    }

    /// The bars over the canvas.
    Bars bars() {
        return bars;
    }

    /// Says what became of settings that could not be read.
    void tellSettings() {
        String trouble = models.settings.trouble();
        if (trouble != null) {
            bars.show(
                    SETTINGS,
                    Bars.Kind.WARNING,
                    trouble,
                    List.of(new Dialogs.Answer("Copy this", Dialogs.Kind.PLAIN, () -> Ui.copy(trouble))));
        }
    }

    /// Looks for what windows before left.
    void searchLeftBehind() {
        recovery.search(notices::fail);
    }

    /// Goes to the first button of the bars.
    void focusBars() {
        if (!bars.focus()) {
            notices.say("Nothing needs an answer");
        }
    }

    FlowKeeper keeper() {
        return keeper;
    }

    Recovery recovery() {
        return recovery;
    }

    @Override
    public void journalFails(String why) {
        bars.show(
                JOURNAL,
                Bars.Kind.WARNING,
                "Your edits are not journalled, so they would be lost if the designer were killed: " + why
                        + ". You can go on; it is tried again with each edit.",
                List.of(
                        new Dialogs.Answer("Save", Dialogs.Kind.MAIN, files::save),
                        new Dialogs.Answer("Save as…", Dialogs.Kind.PLAIN, files::saveAs)));
    }

    @Override
    public void journalWorks() {
        bars.hide(JOURNAL);
        notices.say("Your edits are journalled again");
    }

    @Override
    public void heldElsewhere(Path file, String by) {
        // After the flow is open, as opening one takes the bars of the one before away.
        FxThread.later(() -> bars.show(
                OTHER,
                Bars.Kind.WARNING,
                file.getFileName() + " is open in " + by + " too. Saving here asks first, so that neither of you loses"
                        + " anything.",
                List.of(
                        new Dialogs.Answer("Make this a copy", Dialogs.Kind.MAIN, files::beCopy),
                        new Dialogs.Answer(
                                "Save here without asking", Dialogs.Kind.PLAIN, () -> keeper.takeOver(file)))));
    }

    @Override
    public void leftBehind(LeftBehind left) {
        recovery.offer(left);
    }

    @Override
    public void changedOutside(Path file, @Nullable FlowSpec theirs, String signature, String why) {
        if (theirs == null) {
            bars.show(
                    OUTSIDE,
                    Bars.Kind.WARNING,
                    "Another program made " + file.getFileName() + " unreadable: " + why
                            + ". It is not overwritten unless you say so.",
                    List.of(new Dialogs.Answer("Save as…", Dialogs.Kind.MAIN, files::saveAs)));
            return;
        }
        bars.show(
                OUTSIDE,
                Bars.Kind.WARNING,
                "Another program changed " + file.getFileName()
                        + (models.design.dirty() ? ", and you have changes that are not saved." : "."),
                List.of(
                        new Dialogs.Answer("Merge", Dialogs.Kind.MAIN, () -> merge(theirs, signature)),
                        new Dialogs.Answer("Reload", Dialogs.Kind.PLAIN, () -> reload(theirs, signature)),
                        new Dialogs.Answer("Keep mine", Dialogs.Kind.PLAIN, () -> keepMine(theirs, signature)),
                        new Dialogs.Answer("Show differences", Dialogs.Kind.PLAIN, () -> {
                            show("What another program changed in " + file.getFileName(), theirs);
                            changedOutside(file, theirs, signature, why);
                        })));
    }

    private void show(String what, FlowSpec later) {
        Comparing where = comparing;
        if (where != null) {
            where.withOthers(what, models.design.history().savedDesign().spec(), later);
        }
    }

    /// Takes what both did since the file was last seen, as a step that can be undone.
    private void merge(FlowSpec theirs, String signature) {
        FlowSpec base = models.design.history().savedDesign().spec();
        FlowMerge.Result merged = FlowMerge.merge(base, models.design.file().spec(), theirs);
        models.design.replaceFile("Merge " + files.name(), Design.of(merged.spec()));
        models.design.markSavedAs(Design.of(theirs));
        knows(signature);
        if (merged.conflicts().isEmpty()) {
            notices.say("Merged: " + files.name() + " has the changes of both, and is not saved yet");
        }
    }

    /// Says what a merge could not settle, for as long as it is not settled.
    private void tellConflicts() {
        List<Problem> conflicts = FlowMerge.conflicts(models.design.file().spec());
        if (conflicts.isEmpty()) {
            if (conflictsTold) {
                bars.hide(CONFLICTS);
            }
            conflictsTold = false;
            return;
        }
        conflictsTold = true;
        bars.show(
                CONFLICTS,
                Bars.Kind.WARNING,
                "A merge left " + (conflicts.size() == 1 ? "1 thing" : conflicts.size() + " things")
                        + " to be settled, and the flow does not run before: " + conflicts.getFirst(),
                List.of(
                        new Dialogs.Answer("All is settled", Dialogs.Kind.MAIN, this::settle),
                        new Dialogs.Answer("Undo", Dialogs.Kind.PLAIN, models.design::undo)));
    }

    private void settle() {
        FlowSpec settled = FlowMerge.settled(models.design.file().spec());
        models.design.replaceFile("Settle the merge", Design.of(settled));
    }

    /// Takes what the file holds now, as a step that can be undone.
    private void reload(FlowSpec theirs, String signature) {
        models.design.replaceFile("Reload " + files.name(), Design.of(theirs));
        models.design.markSaved();
        knows(signature);
    }

    private void keepMine(FlowSpec theirs, String signature) {
        models.design.markSavedAs(Design.of(theirs));
        knows(signature);
    }

    private void knows(String signature) {
        if (comparing != null) {
            comparing.end();
        }
        files.knows(signature);
        keeper.knows(signature);
    }

    @Override
    public void deletedOutside(Path file) {
        models.design.markUnsaved();
        bars.show(
                OUTSIDE,
                Bars.Kind.WARNING,
                file.getFileName() + " is gone: another program deleted or moved it. The flow is still here, and not"
                        + " saved.",
                List.of(
                        new Dialogs.Answer("Save it there again", Dialogs.Kind.MAIN, files::save),
                        new Dialogs.Answer("Save as…", Dialogs.Kind.PLAIN, files::saveAs)));
    }

    @Override
    public void fileIsAsKnown() {
        bars.hide(OUTSIDE);
    }

    private void compare(LeftBehind left) {
        Comparing where = comparing;
        if (where == null) {
            return;
        }
        boolean isOpen = left.file() != null && left.file().equals(files.path());
        String what = "What was not saved of " + left.name();
        if (isOpen) {
            where.withLater(what, left.history().current().spec());
        } else {
            where.others(what, left.saved(), left.history().current());
        }
    }

    /// Something failed that nobody expected to; the flow and its journal are as they were. It is written down.
    void uncaught(Throwable failure) {
        uncaught(Thread.currentThread(), failure);
    }

    /// Something failed in that thread, which may be any.
    void uncaught(Thread thread, Throwable failure) {
        String details = errors.details(thread, failure);
        Thread.ofVirtual().name("write an error down").start(() -> errors.write(thread, failure));
        FxThread.run(() -> tell(failure, details));
    }

    private void tell(Throwable failure, String details) {
        String what = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        bars.show(
                ERROR,
                Bars.Kind.WARNING,
                "Something in the designer failed: " + what
                        + ". Your flow is as it was, and every edit is journalled. The details are kept in "
                        + errors.directory() + ".",
                List.of(new Dialogs.Answer("Copy the details", Dialogs.Kind.PLAIN, () -> Ui.copy(details))));
    }

    void close() {
        keeper.close();
    }
}
