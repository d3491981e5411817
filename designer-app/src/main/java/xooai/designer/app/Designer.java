package xooai.designer.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import xooai.designer.actions.ActionBars;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.canvas.PortRef;
import xooai.designer.design.Change;
import xooai.designer.design.History;
import xooai.designer.export.ExportCard;
import xooai.designer.export.ExportModel;
import xooai.designer.files.CardDialogs;
import xooai.designer.files.FileChoices;
import xooai.designer.files.FileModel;
import xooai.designer.files.Sample;
import xooai.designer.files.Settings;
import xooai.designer.form.ContentChooser;
import xooai.designer.inspector.InspectorView;
import xooai.designer.invoke.InvokeView;
import xooai.designer.invoke.SaveContent;
import xooai.designer.invoke.Snippet;
import xooai.designer.palette.PaletteView;
import xooai.designer.palette.RemoteForm;
import xooai.designer.shared.InView;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.Ui;
import xooai.designer.stores.SettingsCard;
import xooai.flow.FlowSpec;
import xooai.flow.Outside;

/// One window of the designer: its models and views, put together, and what it does as a whole.
final class Designer {
    private static final int MINIMAP_FROM = 12;
    private static final String WHEEL = "wheel";
    private static final String ZOOMS = "zooms";

    private final Stage stage;
    private final Overlay overlay = new Overlay();
    private final StatusLine status = new StatusLine();
    private final FileChoices choices;
    private final Models models;
    private final Theme theme;
    private final CanvasLink link;
    private final ReducedMotion motion;
    private final FlowCanvas canvas;
    private final InspectorView inspector;
    private final InvokeView calling;
    private final PaletteView palette;
    private final RemoteForm remoteForm;
    private final RunActions runs;
    private final TestActions tests;
    private final ProblemActions problems;
    private final DesignerActions actions;
    private final MainWindow window;
    private final ExecutorJars jars;
    private final RunConsent consent;
    private final Peeks peeks;
    private final WireMending mending;
    private final ContentSaver saver;
    private final Views views;
    private final SettingsSaver keeping;
    private final Safeguard safeguard;
    private final Comparing comparing;
    private final InsideActions insides;
    private final Trail trail;
    private final Updates updates;

    /// A window on that stage.
    ///
    /// @param environment what flows read of it, and where the cache is
    Designer(Stage stage, Settings settings, FileChoices choices, ClassLoader loader, Map<String, String> environment) {
        this.stage = stage;
        this.choices = choices;
        CardDialogs dialogs = new CardDialogs(overlay);
        this.models = new Models(loader, environment, settings, choices, dialogs, status);
        models.design.addOnLevels(status::next);
        models.design.listen(change -> {
            // A step, and not that another flow is opened: what is said at the start is to be read.
            if (change instanceof Change.OfHistory(History before, History after)
                    && Math.abs(after.position() - before.position()) == 1) {
                status.done();
            }
        });
        this.theme = new Theme(settings);
        this.motion = new ReducedMotion(settings, Platform.getPreferences().reducedMotionProperty());
        this.safeguard = new Safeguard(models, status);
        this.consent = new RunConsent(settings, dialogs);
        this.jars = new ExecutorJars(models.catalog, settings, choices, dialogs, status);
        this.trail = new Trail(models.files);
        NodeSearch search = new NodeSearch(models.palette, models.design, overlay);
        this.saver = new ContentSaver(choices, status);
        this.peeks = new Peeks(models.design, models.runs, saver::save);
        theme.before(peeks::hide); // A popup is styled apart from its window, and for a moment by colours of neither.
        this.mending = new WireMending(models.design, models.palette, overlay, status);
        this.link = new CanvasLink(models, search, mending, peeks, trail, status);
        this.updates = new Updates(settings, status, safeguard.bars(), link::browse);
        this.canvas = new FlowCanvas(models.design, link);
        motion.property().subscribe(canvas::setReducedMotion);
        ContentChooser contents = this::chooseContent;
        this.calling = new InvokeView(models.invoke, contents, status, this::invoke);
        this.inspector = new InspectorView(
                models.inspector,
                models.design,
                models.catalog,
                contents,
                calling,
                name -> NodeResult.of(name, models.runs.event(name)),
                wire -> WireResult.of(wire, models.runs));
        models.design.addOnLeaving(inspector::commit);
        this.remoteForm = new RemoteForm(models.catalog, settings, models.tokens, models.pins);
        this.palette = new PaletteView(
                models.palette, models.catalog, remoteForm, link, overlay.drags(), models.files::openSample);
        link.setCanvas(canvas);
        mending.setReveal(canvas::reveal);
        canvas.setWheelZooming(settings.text(WHEEL, "").equals(ZOOMS));
        this.comparing = new Comparing(models.design, canvas, choices, status);
        safeguard.setComparing(comparing);
        safeguard.setFocusBack(canvas::requestFocus);
        link.setInspect(this::inspect);
        models.insides.setCanvas(canvas);
        this.insides = new InsideActions(models, trail, canvas, overlay, status);
        link.setEnter(insides::enter);
        this.runs = new RunActions(
                this,
                new NodePins(
                        models,
                        overlay,
                        status,
                        contents,
                        () -> actions().registry().get("flow.edit-pin").keyInBrackets()));
        this.tests = new TestActions(this, choices);
        this.problems = new ProblemActions(this);
        this.actions = new DesignerActions(this);
        actions.registry().setBefore(status::next);
        this.keeping = new SettingsSaver(settings, status);
        showAddKey();
        actions.registry().listenToKeys(this::showAddKey);
        this.window = new MainWindow(this, contents);
        this.views = new Views(canvas, models.design, settings, window, models.insides::outerView);
        models.files.addOnLeave(() -> views.remember(models.files.key()));
        link.setMenu(new ActionBars(actions.registry()).contextMenu(DesignerActions.MENU));
        models.runs.shownProperty().subscribe(_ -> {
            inspector.showResult();
            canvas.refreshWireLabels();
        });
        models.files.addOnOpen(this::onOpen);
        title();
    }

    private void showAddKey() {
        canvas.setAddKey(actions.registry().get("edit.add").keyText());
    }

    private void title() {
        stage.titleProperty().bind(Bindings.concat(models.files.titleProperty(), " – xooai designer"));
    }

    private void onOpen(FileModel.Opened opened) {
        canvas.setMinimapShown(models.design.design().nodes().size() > MINIMAP_FROM);
        views.show(models.files.key());
        window.hideWelcome();
    }

    /// Opens addresses that a person clicked by that.
    void setBrowser(Consumer<URI> opens) {
        link.setBrowser(opens);
    }

    /// Shows the window.
    Scene show() {
        Scene scene = window.show(stage);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> peeks.hide());
        scene.addEventFilter(KeyEvent.KEY_PRESSED, _ -> peeks.hide());
        scene.addEventHandler(SaveContent.SAVE, saver::save);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, Ui::leaveByTab);
        InView.follow(scene);
        actions.registry().installKeys(scene, () -> Ui.isIn(canvas, scene.getFocusOwner()));
        stage.setOnCloseRequest(event -> {
            event.consume();
            quit();
        });
        models.catalog.describeLocals();
        jars.addRemembered();
        return scene;
    }

    /// Opens what the designer was started with, else the first sample.
    void openFirst(@Nullable Path flow, @Nullable String sampleName) {
        Sample sample = sampleName == null ? models.samples.first() : models.samples.named(sampleName);
        if (flow != null) {
            models.files.open(flow);
        } else if (sample != null) {
            models.files.openSample(sample);
            if (models.settings.text("welcomed", "").isEmpty()) {
                showWelcome();
            }
        }
        canvas.layout();
        views.show(models.files.key());
        canvas.requestFocus();
        safeguard.tellSettings();
        safeguard.searchLeftBehind();
    }

    Models models() {
        return models;
    }

    Trail trail() {
        return trail;
    }

    InsideActions insides() {
        return insides;
    }

    Updates updates() {
        return updates;
    }

    Comparing comparing() {
        return comparing;
    }

    Safeguard safeguard() {
        return safeguard;
    }

    FlowCanvas canvas() {
        return canvas;
    }

    Overlay overlay() {
        return overlay;
    }

    StatusLine status() {
        return status;
    }

    Theme theme() {
        return theme;
    }

    ReducedMotion motion() {
        return motion;
    }

    /// Copies the call of the node that is selected as code of that language.
    void copyCall(Snippet language) {
        inspector.catchUp();
        calling.copy(language);
    }

    InspectorView inspector() {
        return inspector;
    }

    PaletteView palette() {
        return palette;
    }

    Peeks peeks() {
        return peeks;
    }

    DesignerActions actions() {
        return actions;
    }

    /// That action, after what was typed and not taken yet is taken.
    Runnable committed(Runnable action) {
        return () -> {
            models.design.takeTyped();
            action.run();
        };
    }

    private @Nullable String chooseContent(String type) {
        Path chosen = choices.open("Choose: " + type, FileChoices.Kind.ANY);
        return chosen == null ? null : models.files.inFlow(chosen).toString();
    }

    private void inspect() {
        window.sides().reveal(Sides.Side.INSPECTOR);
        inspector.focusFirstField();
    }

    ProblemActions problemActions() {
        return problems;
    }

    MainWindow window() {
        return window;
    }

    TestActions testActions() {
        return tests;
    }

    RunActions runActions() {
        return runs;
    }

    /// Does that once the person has agreed to what that flow reaches.
    void consented(FlowSpec flow, Runnable action) {
        consent.thenRun(Outside.of(flow, models.files.directory()), action);
    }

    void invoke() {
        window.sides().reveal(Sides.Side.INSPECTOR);
        inspector.showTry();
        FlowSpec called = models.invoke.called();
        if (called != null) {
            consented(called, () -> {
                if (called.equals(models.invoke.called())) { // Another node may be selected since.
                    models.invoke.invoke();
                }
            });
        }
    }

    /// Stops the run and the test-invoke that go on.
    void stop() {
        models.runs.stop();
        models.invoke.cancel();
    }

    void export() {
        ExportModel export = new ExportModel(
                models.design.file().spec(),
                models.engine.settings(),
                models.design.ports().kind(models.design.file().spec()),
                models.input.form().value());
        new ExportCard(
                        export,
                        overlay,
                        choices,
                        status,
                        models.files.directory(),
                        action -> consented(export.spec(), action))
                .show();
    }

    void savePicture() {
        new PictureSaver(canvas, choices, status)
                .save(models.design.design().spec().name());
    }

    void settings() {
        new SettingsCard(
                        models.stores,
                        models.cache,
                        overlay,
                        List.of(Appearance.section(theme, motion), HandSettings.of(this)))
                .show();
    }

    /// Swaps what the wheel does alone and with the menu key, from now on and at the next start.
    void swapWheel() {
        canvas.setWheelZooming(!canvas.isWheelZooming());
        models.settings.set(WHEEL, canvas.isWheelZooming() ? ZOOMS : "scrolls");
        status.say(
                canvas.isWheelZooming()
                        ? "The wheel zooms; with Ctrl it scrolls"
                        : "The wheel scrolls; with Ctrl it zooms");
    }

    void addJar() {
        jars.choose();
    }

    void focusRemote() {
        window.sides().reveal(Sides.Side.PALETTE);
        remoteForm.focus();
    }

    void focusPalette() {
        window.sides().reveal(Sides.Side.PALETTE);
        palette.focusSearch();
    }

    /// What mends wires that do not fit.
    WireMending mending() {
        return mending;
    }

    void showProblems() {
        window.showProblems();
    }

    void showInput() {
        window.showInput();
    }

    void showTests() {
        window.showTests();
    }

    void showRuns() {
        window.showRuns();
    }

    void showWelcome() {
        window.showWelcome();
    }

    void tidy() {
        new Tidying(models.design, canvas, status).start();
    }

    /// Where a port is in the scene, for tests and for what points at it.
    javafx.geometry.Point2D pointOf(String node, PortRef.Side side) {
        return canvas.localToScene(canvas.pointOf(new PortRef(node, side)));
    }

    void quit() {
        models.files.unlessDirty(this::close);
    }

    /// Closes the window, whatever is not saved.
    void close() {
        models.runs.stop();
        models.invoke.cancel();
        models.design.leaveTo(0); // So that it is remembered from where the file is looked at.
        models.stores.close();
        models.cache.stop();
        overlay.hide();
        peeks.hide();
        window.remember(stage);
        views.remember(models.files.key());
        saveSettings();
        safeguard.close();
        canvas.dispose();
        for (Window open : List.copyOf(Window.getWindows())) {
            if (!open.equals(stage)) {
                open.hide();
            }
        }
        stage.hide();
    }

    /// Writes what is remembered.
    void saveSettings() {
        keeping.saveNow();
    }
}
