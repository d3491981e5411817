package xooai.designer.files;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Change;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.History;
import xooai.designer.shared.Notices;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.Problem;

/// Which file is open, and how a flow gets from and to files without losing anything. Confined to the FX
/// thread.
public final class FileModel {
    private static final int RECENT = 10;
    private static final String RECENT_FILES = "recent";

    private final DesignModel design;
    private final FlowStore store = new FlowStore();
    private final Samples samples;
    private final Settings settings;
    private final FileChoices choices;
    private final Dialogs dialogs;
    private final Notices notices;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private @Nullable Path path;
    private @Nullable String known;
    private @Nullable Sample sample;
    private List<Problem> fileProblems = List.of();
    private Consumer<Opened> onOpen = _ -> {};
    private Runnable onLeave = () -> {};
    private Keeping keeping = Keeping.NONE;

    /// A flow that was opened.
    ///
    /// @param path its file, or null for a new one or a sample
    /// @param input the input that came with a sample as JSON, or null
    public record Opened(@Nullable Path path, @Nullable String input) {}

    /// What is at hand to open and save with.
    public record Around(Samples samples, Settings settings, FileChoices choices, Dialogs dialogs, Notices notices) {}

    /// A model of the file of that design.
    public FileModel(DesignModel design, Around around) {
        this.design = design;
        this.samples = around.samples();
        this.settings = around.settings();
        this.choices = around.choices();
        this.dialogs = around.dialogs();
        this.notices = around.notices();
        design.listen(change -> {
            if (change instanceof Change.OfHistory) {
                updateTitle();
            }
        });
        updateTitle();
    }

    /// Has the open flow kept by that from now on.
    public void setKeeping(Keeping keeper) {
        keeping = keeper;
    }

    /// Tells the listener whenever another flow is open, after those that came before.
    public void addOnOpen(Consumer<Opened> listener) {
        onOpen = onOpen.andThen(listener);
    }

    /// Tells the listener before the flow that is open is left for another, while [#key()] is still that of it.
    public void addOnLeave(Runnable listener) {
        Runnable before = onLeave;
        onLeave = () -> {
            before.run();
            listener.run();
        };
    }

    /// The window's title: the flow's file or name, with a dot while it is not saved.
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// The file, or null when the flow has none yet.
    public @Nullable Path path() {
        return path;
    }

    /// What tells the flow from others, for what is kept of it elsewhere: its file, or the sample that it is;
    /// null for one that has neither.
    public @Nullable String key() {
        Sample from = sample;
        return path != null
                ? path.toAbsolutePath().normalize().toString()
                : from == null ? null : "sample " + from.name();
    }

    /// The directory of the file, which relative refs start from; the working directory when there is none.
    public Path directory() {
        Path parent = path == null ? null : path.toAbsolutePath().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }

    /// That file as a flow names it: by its path from the directory of the flow's file where it is below that,
    /// so that the flow means the same wherever it is checked out.
    public Path inFlow(Path chosen) {
        Path absolute = chosen.toAbsolutePath().normalize();
        return path != null && absolute.startsWith(directory().normalize())
                ? directory().normalize().relativize(absolute)
                : chosen;
    }

    /// What was wrong with the file when it was read.
    public List<Problem> fileProblems() {
        return fileProblems;
    }

    /// The samples.
    public List<Sample> samples() {
        return samples.all();
    }

    /// The files that were open last, the latest first.
    public List<Path> recent() {
        return settings.texts(RECENT_FILES).stream().map(Path::of).toList();
    }

    /// Starts an empty flow.
    public void newFlow() {
        unlessDirty(() -> start(FlowSpec.named("flow"), null, null, null, List.of(), null));
    }

    /// Opens the flow of a run that somebody recorded, as a new one without a file.
    public void openRecorded(FlowSpec flow, Runnable then) {
        unlessDirty(() -> {
            start(flow, null, null, null, List.of(), null);
            then.run();
        });
    }

    /// Opens a sample; saving it asks for a file.
    public void openSample(Sample chosen) {
        unlessDirty(() -> showSample(chosen));
    }

    private void showSample(Sample chosen) {
        try {
            FlowFile file = samples.flow(chosen);
            start(file.spec(), null, null, chosen, file.problems(), samples.input(chosen));
        } catch (XooaiException e) {
            notices.fail(e.error().message());
        }
    }

    /// Asks for a file and opens it.
    public void open() {
        unlessDirty(() -> {
            Path chosen = choices.open("Open a flow", FileChoices.Kind.FLOW);
            if (chosen != null) {
                show(chosen);
            }
        });
    }

    /// Opens that file.
    public void open(Path file) {
        unlessDirty(() -> show(file));
    }

    private void show(Path file) {
        try {
            FlowStore.Stored stored = store.read(file);
            start(
                    stored.file().spec(),
                    file,
                    stored.signature(),
                    null,
                    stored.file().problems(),
                    null);
            remember(file);
            String locked = design.locked();
            if (locked != null) {
                notices.fail(locked);
            } else if (!fileProblems.isEmpty()) {
                notices.fail(file.getFileName() + " has parts that cannot be read: see Problems. It will not be"
                        + " overwritten.");
            }
        } catch (XooaiException e) {
            settings.remove(RECENT_FILES, file.toAbsolutePath().toString());
            notices.fail(e.error().message());
        }
    }

    /// A flow of a newer version means things that are not known here: it is shown, and neither changed nor saved.
    private void lockNewer() {
        Long version = FlowFile.newer(design.design().spec());
        if (version != null) {
            design.lock(
                    name() + " is of version " + version + " of flow files, and this xooai writes version "
                            + FlowFile.VERSION
                            + ": it can be looked at, and is neither changed nor overwritten. Open it"
                            + " with a newer xooai to change it.",
                    notices::fail);
        }
    }

    private void start(
            FlowSpec spec,
            @Nullable Path file,
            @Nullable String signature,
            @Nullable Sample fromSample,
            List<Problem> problems,
            @Nullable String input) {
        begin(History.of(Design.of(spec)), file, signature, problems);
        sample = fromSample;
        lockNewer();
        keeping.opened(file, signature);
        updateTitle();
        onOpen.accept(new Opened(file, input));
    }

    private void begin(History history, @Nullable Path file, @Nullable String signature, List<Problem> problems) {
        design.takeTyped();
        onLeave.run();
        keeping.leave();
        path = file;
        known = signature;
        sample = null;
        fileProblems = List.copyOf(problems);
        design.open(history);
    }

    /// Opens a flow with all its steps that was left behind.
    ///
    /// @param file the file that it is of, or null; it is not read
    /// @param signature the signature of the file's bytes when it was saved last, or null
    /// @param keep has it kept
    public void recover(History history, @Nullable Path file, @Nullable String signature, Runnable keep) {
        unlessDirty(() -> {
            begin(history, file, signature, List.of());
            keep.run();
            updateTitle();
            onOpen.accept(new Opened(file, null));
        });
    }

    /// Saves to the flow's file; asks for one when it has none, or has one that must not be overwritten.
    public void save() {
        save(() -> {});
    }

    /// Goes on with what another program wrote into the file as what the file is known to hold.
    public void knows(String signature) {
        known = signature;
    }

    /// The flow has no file any more: it is a copy of its own, to be saved elsewhere.
    public void beCopy() {
        keeping.leave();
        path = null;
        known = null;
        design.markUnsaved();
        keeping.opened(null, null);
        updateTitle();
    }

    /// Asks for a file and saves to it.
    public void saveAs() {
        saveAs(() -> {});
    }

    private void save(Runnable then) {
        String locked = design.locked();
        if (locked != null) {
            notices.fail(locked);
            return;
        }
        Path file = path;
        if (file == null || !fileProblems.isEmpty()) {
            saveAs(then);
        } else {
            write(file, known, then);
        }
    }

    private void saveAs(Runnable then) {
        String locked = design.locked();
        if (locked != null) {
            notices.fail(locked);
            return;
        }
        Path chosen = choices.save(
                "Save the flow", FileChoices.Kind.FLOW, design.file().spec().name() + ".flow.json");
        if (chosen != null) {
            boolean same = chosen.equals(path) && fileProblems.isEmpty();
            write(chosen, same ? known : null, then);
        }
    }

    private void write(Path file, @Nullable String signature, Runnable then) {
        String other = keeping.heldBy(file);
        if (other != null) {
            askAboutOther(file, other, signature, then);
            return;
        }
        try {
            written(file, store.write(file, design.file().spec(), signature), then);
        } catch (XooaiException e) {
            if (e.code() == Code.ABORTED) {
                askAboutChange(file, e.error().message(), then);
            } else {
                notices.fail(e.error().message());
            }
        }
    }

    private void askAboutOther(Path file, String other, @Nullable String signature, Runnable then) {
        dialogs.ask(
                "The file is open elsewhere",
                file.getFileName() + " is open in " + other
                        + ", which may save it too. Whoever saves second is told of the other's changes.",
                List.of(
                        new Dialogs.Answer("Cancel", Dialogs.Kind.PLAIN, () -> {}),
                        new Dialogs.Answer("Save as…", Dialogs.Kind.MAIN, () -> saveAs(then)),
                        new Dialogs.Answer("Save here", Dialogs.Kind.DANGER, () -> {
                            keeping.takeOver(file);
                            write(file, signature, then);
                        })));
    }

    private void askAboutChange(Path file, String what, Runnable then) {
        dialogs.ask(
                "The file has changed",
                what + ".",
                List.of(
                        new Dialogs.Answer("Cancel", Dialogs.Kind.PLAIN, () -> {}),
                        new Dialogs.Answer("Open theirs", Dialogs.Kind.PLAIN, () -> show(file)),
                        new Dialogs.Answer("Save as…", Dialogs.Kind.MAIN, () -> saveAs(then)),
                        new Dialogs.Answer("Overwrite", Dialogs.Kind.DANGER, () -> write(file, null, then))));
    }

    private void written(Path file, String signature, Runnable then) {
        path = file;
        known = signature;
        sample = null;
        fileProblems = List.of();
        design.markSaved();
        keeping.saved(file, signature);
        remember(file);
        updateTitle();
        notices.say("Saved " + file.getFileName());
        then.run();
    }

    private void remember(Path file) {
        settings.putFirst(RECENT_FILES, file.toAbsolutePath().toString(), RECENT);
    }

    /// Goes on at once when nothing would be lost, else asks first.
    public void unlessDirty(Runnable then) {
        design.takeTyped();
        if (!design.dirty()) {
            then.run();
            return;
        }
        dialogs.ask(
                "Save the changes?",
                name() + " has changes that are not saved.",
                List.of(
                        new Dialogs.Answer("Cancel", Dialogs.Kind.PLAIN, () -> {}),
                        new Dialogs.Answer("Discard", Dialogs.Kind.DANGER, then),
                        new Dialogs.Answer("Save", Dialogs.Kind.MAIN, () -> save(then))));
    }

    /// What the file or the flow is called.
    public String name() {
        Path file = path;
        Path fileName = file == null ? null : file.getFileName();
        return fileName == null ? design.file().spec().name() : fileName.toString();
    }

    private void updateTitle() {
        String of = sample == null ? "" : " (sample)";
        title.set((design.dirty() ? "• " : "") + name() + of);
    }
}
