package xooai.designer.app;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import xooai.designer.actions.ActionBars;
import xooai.designer.files.Settings;
import xooai.designer.form.ContentChooser;
import xooai.designer.form.JsonForm;
import xooai.designer.runs.ProblemsModel;
import xooai.designer.runs.ProblemsView;
import xooai.designer.runs.RunsView;
import xooai.designer.shared.Ui;

/// Where everything stands in the window, and how large.
final class MainWindow {
    private static final double WIDTH = 1360;
    private static final double HEIGHT = 860;

    /// What is left of a small screen at 300 %.
    private static final double LEAST_WIDTH = 600;
    private static final double LEAST_HEIGHT = 360;

    /// How much of the window has to be on a screen, to be taken hold of.
    private static final double TITLE = 80;
    /// What the system puts around a window, at most.
    private static final double FRAME = 40;

    private final Designer designer;
    private final Settings settings;
    private final Sides sides;
    private final TabPane bottom = new TabPane();
    private final VBox canvasPlace = new VBox();
    private final ProblemsView problems;
    private final Tab problemsTab;
    private final Tab inputTab;
    private final Tab runsTab;
    private final Tab testsTab;
    private final Tab compareTab;
    private final StackPane root = new StackPane();

    private Supplier<Rectangle2D> screen = this::screen;

    MainWindow(Designer designer, ContentChooser contents) {
        this.designer = designer;
        Models models = designer.models();
        this.settings = models.settings;
        this.problems =
                new ProblemsView(models.problems, designer.problemActions()::go, new WireButtons(designer.mending()));
        JsonForm input = new JsonForm(models.input.form(), contents, "Input of the flow");
        this.problemsTab = new Tab("Problems", problems.node());
        this.inputTab = new Tab("Input", input.node());
        this.runsTab = new Tab("Runs", new RunsView(models.runs).node());
        this.testsTab = new Tab("Tests", designer.testActions().view().node());
        this.compareTab = new Tab("Differences", designer.comparing().view());
        input.node().getStyleClass().add("pane-body");
        input.node().setId("input-pane");
        problemsTab
                .textProperty()
                .bind(Bindings.createStringBinding(
                        () -> models.problems.entries().isEmpty()
                                ? "Problems"
                                : "Problems " + models.problems.entries().size(),
                        models.problems.entries()));
        bottom.getTabs().addAll(inputTab, problemsTab, runsTab, testsTab);
        bottom.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        bottom.setAccessibleText("Input, problems, runs and tests");
        bottom.getStyleClass().add("bottom-tabs");
        bottom.setMinHeight(120);
        inputTab.setId("input-tab");
        problemsTab.setId("problems-tab");
        runsTab.setId("runs-tab");
        testsTab.setId("tests-tab");
        compareTab.setId("compare-tab");
        designer.comparing()
                .setShown(this::showComparison, () -> bottom.getTabs().remove(compareTab));
        this.sides = new Sides(
                settings,
                canvasPlace,
                designer.palette().node(),
                designer.inspector().node(),
                bottom);
        arrange();
        designer.status().count(models.problems, this::showProblems);
    }

    private void arrange() {
        VBox.setVgrow(designer.canvas(), Priority.ALWAYS);
        Node breadcrumb = new Breadcrumb(
                        designer.models(),
                        designer.trail(),
                        designer.insides()::leaveTo,
                        designer.actions().registry())
                .node();
        canvasPlace.getChildren().addAll(designer.safeguard().bars().node(), breadcrumb, designer.canvas());
        canvasPlace.setMinSize(200, 160);
        ActionBars bars = new ActionBars(designer.actions().registry());
        BorderPane content = new BorderPane(sides.node());
        content.setTop(new VBox(bars.menuBar(), toolbar(bars)));
        content.setBottom(designer.status().node());
        root.getChildren()
                .addAll(content, designer.overlay().layer(), designer.overlay().drags());
        root.getStyleClass().add("designer");
    }

    private HBox toolbar(ActionBars bars) {
        Models models = designer.models();
        ProgressIndicator busy = new ProgressIndicator();
        busy.setAccessibleText("The flow runs");
        busy.getStyleClass().add("tiny");
        busy.visibleProperty().bind(models.runs.runningProperty());
        busy.managedProperty().bind(models.runs.runningProperty());
        Label name = Ui.label("", "toolbar-title");
        name.textProperty().bind(models.files.titleProperty());
        name.setMinWidth(0);
        var run = bars.button("flow.run", true);
        run.getStyleClass().add("accent");
        HBox bar = new HBox(
                run,
                bars.button("flow.stop", false),
                busy,
                separator(),
                bars.button("edit.undo", false),
                bars.button("edit.redo", false),
                separator(),
                bars.button("edit.add", false),
                bars.button("edit.tidy", false),
                bars.button("view.fit", false),
                Ui.spring(),
                name,
                Ui.spring(),
                bars.button("file.open", false),
                bars.button("file.save", false),
                bars.button("file.export", true),
                separator(),
                bars.button("help.commands", false),
                bars.button("view.theme", false));
        bar.getStyleClass().add("toolbar");
        return bar;
    }

    private static Label separator() {
        return Ui.label("", "toolbar-separator");
    }

    /// Says what it has to find room on, in place of the screen on which it stood.
    void setScreen(Supplier<Rectangle2D> wanted) {
        screen = wanted;
    }

    /// Shows the window where it was and as large, or as large as there is room.
    Scene show(Stage stage) {
        Rectangle2D room = screen.get();
        Scene scene = new Scene(
                root,
                Math.min(settings.number("window.width", WIDTH), room.getWidth()),
                Math.min(settings.number("window.height", HEIGHT), room.getHeight() - FRAME));
        scene.getStylesheets()
                .add(Objects.requireNonNull(MainWindow.class.getResource("designer.css"), "designer.css")
                        .toExternalForm());
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        place(stage);
        stage.show();
        root.applyCss();
        root.layout();
        sides.restore();
        root.layout();
        return scene;
    }

    /// The screen on which the window stood; what was a large one may be a small one now, or one of larger scale.
    private Rectangle2D screen() {
        List<Screen> screens = stoodOn();
        return (screens.isEmpty() ? Screen.getPrimary() : screens.getFirst()).getVisualBounds();
    }

    /// The screens there are of those on which the window stood.
    private List<Screen> stoodOn() {
        double x = settings.number("window.x", Double.NaN);
        double y = settings.number("window.y", Double.NaN);
        return Double.isFinite(x) && Double.isFinite(y) ? Screen.getScreensForRectangle(x, y, TITLE, TITLE) : List.of();
    }

    /// Puts the window where it was, if there is still a screen.
    private void place(Stage stage) {
        if (!stoodOn().isEmpty()) {
            stage.setX(settings.number("window.x", 0));
            stage.setY(settings.number("window.y", 0));
        }
        stage.setMaximized(settings.number("window.maximized", 0) > 0);
    }

    /// Remembers where everything stands.
    void remember(Stage stage) {
        if (stage.getScene() == null) {
            return;
        }
        settings.set("window.maximized", stage.isMaximized() ? 1 : 0);
        if (!stage.isMaximized()) {
            settings.set("window.x", stage.getX());
            settings.set("window.y", stage.getY());
            settings.set("window.width", stage.getScene().getWidth());
            settings.set("window.height", stage.getScene().getHeight());
        }
        sides.remember();
    }

    /// Which panels are open and how wide everything is, to be shown so again.
    Panels panels() {
        Tab open = bottom.getSelectionModel().getSelectedItem();
        String name = open == null || open.getId() == null ? "" : open.getId();
        return sides.panels(name, designer.inspector().openTab());
    }

    /// Opens those panels as wide as they were.
    void show(Panels panels) {
        bottom.getTabs().stream()
                .filter(tab -> panels.bottom().equals(tab.getId()))
                .findFirst()
                .ifPresent(bottom.getSelectionModel()::select);
        designer.inspector().open(panels.inspector());
        sides.divide(panels);
    }

    void showProblems() {
        show(problemsTab);
    }

    private void show(Tab tab) {
        sides.reveal(Sides.Side.BELOW);
        bottom.getSelectionModel().select(tab);
    }

    /// Puts the keys into what is shown below the canvas.
    void focusBelow() {
        Tab tab = bottom.getSelectionModel().getSelectedItem();
        if (tab != null) {
            Ui.focusFirst(tab.getContent());
        }
    }

    Sides sides() {
        return sides;
    }

    private void showComparison() {
        if (!bottom.getTabs().contains(compareTab)) {
            bottom.getTabs().add(compareTab);
        }
        show(compareTab);
    }

    void showProblem(ProblemsModel.Entry entry) {
        showProblems();
        problems.mark(entry);
    }

    Node problemsList() {
        return problems.node();
    }

    void showInput() {
        show(inputTab);
    }

    void showTests() {
        show(testsTab);
    }

    void showRuns() {
        show(runsTab);
    }

    /// Shows what one may begin with, over the canvas, until it is closed.
    void showWelcome() {
        hideWelcome();
        canvasPlace.getChildren().addFirst(Welcome.bar(designer.actions().registry(), bar -> {
            canvasPlace.getChildren().remove(bar);
            settings.set("welcomed", "yes");
        }));
    }

    /// Takes the welcome away, which speaks of the first flow alone.
    void hideWelcome() {
        canvasPlace.getChildren().removeIf(node -> node.getStyleClass().contains("welcome"));
    }
}
