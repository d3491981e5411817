package xooai.designer.app;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.actions.Action;
import xooai.designer.actions.Actions;
import xooai.designer.actions.CommandSearch;
import xooai.designer.actions.KeySheet;
import xooai.designer.actions.KeysCard;
import xooai.designer.design.DesignModel;
import xooai.designer.files.FileModel;
import xooai.designer.files.Sample;
import xooai.designer.invoke.InvokeModel;
import xooai.designer.invoke.Snippet;
import xooai.designer.shared.SearchItem;
import xooai.designer.shared.SearchModel;
import xooai.designer.shared.SearchPopup;
import xooai.designer.shared.Ui;
import xooai.flow.FlowExplanation;
import xooai.flow.NodeSpec;

/// Everything a person can do in the designer, as actions.
final class DesignerActions {
    private static final String FILE = "File";
    private static final String EDIT = "Edit";
    private static final String VIEW = "View";
    private static final String FLOW = "Flow";
    private static final String HELP = "Help";

    /// What a right click on the canvas offers; "" for a line between.
    static final List<String> MENU = List.of(
            "edit.add",
            "flow.run-node",
            "flow.run-from",
            "flow.pin",
            "flow.edit-pin",
            "flow.invoke",
            "flow.explain",
            "",
            "edit.cut",
            "edit.copy",
            "edit.paste",
            "edit.duplicate",
            "",
            "edit.connect",
            "edit.delete",
            "edit.heal",
            "",
            "edit.disable",
            "edit.bypass",
            "edit.subflow",
            "edit.unpack",
            "view.enter",
            "",
            "draw.group",
            "draw.note",
            "draw.tint",
            "draw.bend",
            "",
            "edit.tidy",
            "view.fit");

    private final Designer designer;
    private final Models models;
    private final Actions actions = new Actions();
    private final ChosenKeys chosen;
    private final BooleanProperty canUndo = new SimpleBooleanProperty();
    private final BooleanProperty canRedo = new SimpleBooleanProperty();
    private final BooleanProperty selected = new SimpleBooleanProperty();
    private final BooleanProperty callable = new SimpleBooleanProperty();

    DesignerActions(Designer designer) {
        this.designer = designer;
        this.models = designer.models();
        models.design.listen(_ -> refresh());
        refresh();
        file();
        edit();
        DrawingMenu drawing = new DrawingMenu(models, designer.canvas().drawing(), designer.overlay(), actions);
        drawing.arrange();
        view();
        drawing.registerBookmarks();
        flow();
        help();
        chosen = new ChosenKeys(actions, models.settings);
        chosen.load();
    }

    Actions registry() {
        return actions;
    }

    private void refresh() {
        DesignModel design = models.design;
        canUndo.set(design.history().canUndo());
        canRedo.set(design.history().canRedo());
        selected.set(!design.selection().isEmpty());
        NodeSpec node = design.selectedNode();
        callable.set(
                node != null && InvokeModel.isCallable(node, design.design().spec()));
    }

    private void file() {
        FileModel files = models.files;
        actions.add(Action.of("file.new", FILE, "New flow", files::newFlow).on("Shortcut+N"));
        actions.add(Action.of("file.sample", FILE, "New from sample…", this::chooseSample)
                .on("Shortcut+Shift+N"));
        actions.add(Action.of("file.open", FILE, "Open…", files::open)
                .on("Shortcut+O")
                .with(Feather.FOLDER));
        actions.add(Action.of("file.recent", FILE, "Open recent…", this::chooseRecent)
                .on("Shortcut+Shift+O"));
        actions.add(Action.of("file.save", FILE, "Save", designer.committed(files::save))
                .on("Shortcut+S")
                .with(Feather.SAVE));
        actions.add(Action.of("file.save-as", FILE, "Save as…", designer.committed(files::saveAs))
                .on("Shortcut+Shift+S"));
        Comparing comparing = designer.comparing();
        actions.add(Action.of("file.compare-saved", FILE, "Compare with the saved file", comparing::withSaved)
                .on("Shortcut+Shift+D"));
        actions.add(Action.of("file.compare", FILE, "Compare with another file…", comparing::withFile));
        actions.add(Action.of("file.compare-end", FILE, "End the comparison", comparing::end));
        actions.add(Action.of("file.export", FILE, "Export…", designer.committed(designer::export))
                .on("Shortcut+E")
                .with(Feather.PACKAGE));
        actions.add(Action.of("file.picture", FILE, "Save a picture…", designer::savePicture));
        actions.add(Action.of("file.add-remote", FILE, "Add remote executor…", designer::focusRemote));
        actions.add(Action.of("file.add-jar", FILE, "Add executor jar…", designer::addJar));
        actions.add(Action.of("file.settings", FILE, "Settings…", designer::settings)
                .on("Shortcut+COMMA"));
        actions.add(Action.of("file.quit", FILE, "Quit", designer::quit).on("Shortcut+Q"));
    }

    private void edit() {
        DesignModel design = models.design;
        actions.add(Action.of("edit.undo", EDIT, "Undo", design::undo)
                .titled(() -> titled("Undo", design.history().undoTitle()))
                .on("Shortcut+Z")
                .with(Feather.CORNER_UP_LEFT)
                .when(canUndo));
        actions.add(Action.of("edit.redo", EDIT, "Redo", design::redo)
                .titled(() -> titled("Redo", design.history().redoTitle()))
                .on("Shortcut+Shift+Z")
                .with(Feather.CORNER_UP_RIGHT)
                .when(canRedo));
        var canvas = designer.canvas().actions();
        actions.add(
                Action.of("edit.cut", EDIT, "Cut", canvas::cut).on("Shortcut+X").when(selected));
        actions.add(Action.of("edit.copy", EDIT, "Copy", canvas::copy)
                .on("Shortcut+C")
                .when(selected));
        actions.add(Action.of("edit.paste", EDIT, "Paste", canvas::paste).on("Shortcut+V"));
        actions.add(Action.of("edit.duplicate", EDIT, "Duplicate", canvas::duplicate)
                .on("Shortcut+D")
                .when(selected));
        actions.add(Action.of("edit.delete", EDIT, "Delete", () -> canvas.delete(false))
                .on("Delete")
                .when(selected));
        actions.add(Action.of("edit.heal", EDIT, "Delete and heal the wire", () -> canvas.delete(true))
                .on("Shortcut+Delete")
                .when(selected));
        actions.add(Action.of("edit.select-all", EDIT, "Select all", design::selectAll)
                .on("Shortcut+A"));
        actions.add(Action.of("edit.connect", EDIT, "Connect selection left to right", canvas::connectSelection)
                .on("Shortcut+L")
                .when(selected));
        actions.add(Action.of("edit.add", EDIT, "Add a node…", canvas::searchNext)
                .on("A")
                .with(Feather.PLUS));
        actions.add(Action.of("edit.wire", EDIT, "Start a wire", canvas::startWire)
                .on("C")
                .when(selected));
        actions.add(Action.of("edit.rename", EDIT, "Rename the node", canvas::rename)
                .on("F2")
                .when(selected));
        actions.add(Action.of("edit.tidy", EDIT, "Tidy", designer::tidy)
                .on("Shift+Alt+T")
                .with(Feather.LAYOUT));
        designer.insides().register(actions, EDIT, VIEW, selected);
    }

    private static String titled(String verb, @Nullable String step) {
        return step == null ? verb : verb + " " + step;
    }

    private void view() {
        var canvas = designer.canvas();
        actions.add(
                Action.of("view.100", VIEW, "Zoom to 100 %", canvas::actualSize).on("Shortcut+0"));
        actions.add(Action.of("view.fit", VIEW, "Show all", canvas::fitAll)
                .on("Shortcut+1")
                .with(Feather.MAXIMIZE));
        actions.add(Action.of("view.fit-selection", VIEW, "Show selection", canvas::fitSelection)
                .on("Shortcut+2"));
        actions.add(Action.of("view.in", VIEW, "Zoom in", canvas::zoomIn).on("Shortcut+EQUALS"));
        actions.add(Action.of("view.out", VIEW, "Zoom out", canvas::zoomOut).on("Shortcut+MINUS"));
        actions.add(Action.of("view.minimap", VIEW, "Minimap", () -> canvas.setMinimapShown(!canvas.isMinimapShown()))
                .on("M"));
        actions.add(Action.of(
                        "view.wire-labels",
                        VIEW,
                        "Labels on wires",
                        () -> canvas.setWireLabelsShown(!canvas.isWireLabelsShown()))
                .on("W"));
        actions.add(Action.of("view.palette", VIEW, "Search executors", designer::focusPalette)
                .on("Shortcut+P"));
        actions.add(Action.of("view.problems", VIEW, "Problems", below(designer::showProblems))
                .on("Shortcut+Shift+M"));
        actions.add(Action.of("view.input", VIEW, "Input", below(designer::showInput))
                .on("Shortcut+I"));
        actions.add(
                Action.of("view.runs", VIEW, "Runs", below(designer::showRuns)).on("Shortcut+R"));
        actions.add(Action.of("view.tests", VIEW, "Tests", below(designer::showTests)));
        actions.add(Action.of("view.bars", VIEW, "Go to what needs an answer", designer.safeguard()::focusBars)
                .on("F6"));
        actions.add(Action.of("view.wheel", VIEW, "Let the wheel zoom", designer::swapWheel)
                .titled(() -> canvas.isWheelZooming() ? "Let the wheel scroll" : "Let the wheel zoom"));
        panel("view.show-palette", Sides.Side.PALETTE, "Shift+Alt+1");
        panel("view.show-inspector", Sides.Side.INSPECTOR, "Shift+Alt+2");
        panel("view.show-below", Sides.Side.BELOW, "Shift+Alt+3");
        actions.add(Action.of("view.theme", VIEW, "Light or dark", designer.theme()::toggle)
                .with(Feather.MOON));
        actions.add(Action.of(
                "view.theme-system",
                VIEW,
                "Light or dark as the system",
                () -> designer.theme().choose(Theme.Choice.SYSTEM)));
        actions.add(Action.of("view.motion", VIEW, "Reduce motion", designer.motion()::toggle)
                .titled(() -> designer.motion().property().get() ? "Let the view glide" : "Reduce motion"));
        actions.add(Action.of(
                "view.motion-system",
                VIEW,
                "Motion as the system",
                () -> designer.motion().followSystem()));
    }

    /// Shows something below the canvas, and puts the keys there.
    private Runnable below(Runnable show) {
        return () -> {
            show.run();
            designer.window().focusBelow();
        };
    }

    private void panel(String id, Sides.Side panel, String key) {
        actions.add(Action.of(
                        id,
                        VIEW,
                        "Show or hide the " + panel.text(),
                        () -> designer.window()
                                .sides()
                                .ask(panel, !designer.window().sides().isShown(panel)))
                .on(key));
    }

    private void copyCall(String id, String what, Snippet language) {
        actions.add(
                Action.of(id, FLOW, "Copy the call as " + what, designer.committed(() -> designer.copyCall(language)))
                        .when(callable));
    }

    private void flow() {
        RunActions run = designer.runActions();
        BooleanBinding idle = models.runs.runningProperty().not();
        actions.add(Action.of("flow.run", FLOW, "Run", designer.committed(run::run))
                .on("Shortcut+Enter")
                .with(Feather.PLAY)
                .when(idle));
        actions.add(Action.of("flow.run-anew", FLOW, "Run all anew, without the cache", designer.committed(run::anew))
                .on("Shortcut+Shift+Enter")
                .when(idle));
        actions.add(Action.of("flow.run-node", FLOW, "Run the node", designer.committed(run::node))
                .on("Shift+Enter")
                .when(idle.and(selected)));
        actions.add(Action.of("flow.run-from", FLOW, "Run from here", designer.committed(run::fromHere))
                .on("Alt+Enter")
                .when(idle.and(selected)));
        actions.add(Action.of("flow.stop", FLOW, "Stop", designer::stop)
                .on("Shortcut+PERIOD")
                .with(Feather.SQUARE)
                .when(models.runs.runningProperty().or(models.invoke.runningProperty())));
        copyCall("flow.copy-call-command", "a command line", Snippet.SHELL);
        copyCall("flow.copy-call-java", "Java", Snippet.JAVA);
        copyCall("flow.copy-call-python", "Python", Snippet.PYTHON);
        actions.add(Action.of("flow.invoke", FLOW, "Test-invoke the node", designer.committed(designer::invoke))
                .on("Shortcut+T")
                .when(selected));
        actions.add(Action.of("flow.pin", FLOW, "Pin what the node gave", designer.committed(run.pins()::toggle))
                .titled(run.pins()::title)
                .on("P")
                .when(selected));
        actions.add(Action.of("flow.edit-pin", FLOW, "Edit what is pinned…", designer.committed(run.pins()::edit))
                .on("Shift+P")
                .when(selected));
        designer.testActions().register(actions, FLOW);
        actions.add(Action.of("flow.markdown", FLOW, "Explain the flow: copy as Markdown", () -> {
            Ui.copy(FlowExplanation.markdown(models.design.design().spec(), models.design::describe));
            designer.status().say("Copied the flow as Markdown: its picture, nodes, types, joins and policies");
        }));
        actions.add(Action.of("flow.next-problem", FLOW, "Next problem", designer.problemActions()::next)
                .on("F8"));
        actions.add(Action.of("flow.explain", FLOW, "Why is it a problem?", designer.problemActions()::explain)
                .on("F1"));
    }

    private void help() {
        actions.add(Action.of(
                        "help.commands",
                        HELP,
                        "Search all actions…",
                        () -> new CommandSearch(actions, designer.overlay()).show())
                .on("Shortcut+K")
                .with(Feather.SEARCH));
        actions.add(Action.of(
                        "help.keys",
                        HELP,
                        "Keys",
                        () -> new KeySheet(actions, designer.overlay(), this::changeKeys).show(CanvasHints.ALL))
                .on("Shift+SLASH"));
        actions.add(Action.of("help.change-keys", HELP, "Change keys…", this::changeKeys));
        actions.add(Action.of("help.welcome", HELP, "Welcome", designer::showWelcome));
        designer.updates().register(actions, HELP);
    }

    private void changeKeys() {
        new KeysCard(actions, designer.overlay(), chosen::remember).show();
    }

    private void chooseSample() {
        List<SearchItem> items = models.files.samples().stream()
                .map(sample -> new SearchItem(sample.title(), sample.name(), "", true, () -> open(sample)))
                .toList();
        search(items, "New from sample", "No samples are installed");
    }

    private void open(Sample sample) {
        models.files.openSample(sample);
    }

    private void chooseRecent() {
        List<SearchItem> items = models.files.recent().stream()
                .map(path -> new SearchItem(name(path), path.toString(), "", true, () -> models.files.open(path)))
                .toList();
        search(items, "Open recent", "Nothing was open yet");
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    private void search(List<SearchItem> items, String prompt, String nothing) {
        new SearchPopup(designer.overlay(), new SearchModel(items), prompt, nothing).show();
    }
}
