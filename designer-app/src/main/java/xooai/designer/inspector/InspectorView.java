package xooai.designer.inspector;

import java.util.List;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Piece;
import xooai.designer.design.Wire;
import xooai.designer.form.ContentChooser;
import xooai.designer.invoke.InvokeView;
import xooai.designer.palette.Catalog;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;
import xooai.driver.EndpointDescription;
import xooai.flow.NodeSpec;

/// The inspector: the properties of the node or the flow, the schemas of its ports, test-invoke, and its last
/// result.
public final class InspectorView {
    /// Another node is shown once the hand rests: to walk over nodes is not to wait for what is known of each.
    private static final Duration REST = Duration.millis(60);

    private final InspectorModel model;
    private final DesignModel design;
    private final Catalog catalog;
    private final ContentChooser chooser;
    private final Function<String, Node> lastResult;
    private final Function<Wire, Node> passed;
    private final Label title = Ui.label("", "inspector-title");
    private final Label subtitle = Ui.label("", "hint");
    private final ScrollPane sheet = scroll("Properties");
    private final ScrollPane docs = scroll("Docs");
    private final ScrollPane result = scroll("Result");
    private final Tab sheetTab = tab("Node", sheet);
    private final Tab docsTab = tab("Docs", docs);
    private final Tab tryTab;
    private final Tab resultTab = tab("Result", result);
    private final TabPane tabs = new TabPane();
    private final VBox root = new VBox();
    private @Nullable NodeSheet nodeSheet;
    private final PauseTransition rest = new PauseTransition(REST);
    private @Nullable String shownNode;

    /// An inspector.
    ///
    /// @param lastResult what to show of the last run of a node
    /// @param passed what to show of what passed a wire in the run that is shown
    public InspectorView(
            InspectorModel model,
            DesignModel design,
            Catalog catalog,
            ContentChooser chooser,
            InvokeView invoke,
            Function<String, Node> lastResult,
            Function<Wire, Node> passed) {
        this.model = model;
        this.design = design;
        this.catalog = catalog;
        this.chooser = chooser;
        this.lastResult = lastResult;
        this.passed = passed;
        this.tryTab = tab("Try", invoke.node());
        tryTab.setId("try-tab");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().add("inspector-tabs");
        tabs.setAccessibleText("Inspector");
        VBox.setVgrow(tabs, Priority.ALWAYS);
        VBox head = new VBox(new HBox(Icons.of(Feather.SLIDERS, "dim"), title), subtitle);
        head.getChildren().getFirst().getStyleClass().add("inspector-line");
        head.getStyleClass().add("inspector-head");
        root.getChildren().addAll(head, tabs);
        root.getStyleClass().add("inspector");
        root.setMinWidth(260);
        root.setId("inspector");
        tabs.getSelectionModel().selectedItemProperty().subscribe(_ -> fill());
        rest.setOnFinished(_ -> refresh());
        model.listen(this::changed);
        refresh();
    }

    private static ScrollPane scroll(String name) {
        ScrollPane scroll = new ScrollPane();
        scroll.setFitToWidth(true);
        scroll.setAccessibleText(name);
        scroll.getStyleClass().add("form-scroll");
        return scroll;
    }

    private static Tab tab(String title, Node content) {
        Tab tab = new Tab(title, content);
        tab.setClosable(false);
        return tab;
    }

    /// What is shown.
    public VBox node() {
        return root;
    }

    /// What is edited is followed at once, another node once the hand rests.
    private void changed() {
        NodeSpec node = model.node();
        if (node != null && node.name().equals(shownNode)) {
            refresh();
        } else {
            rest.playFromStart();
        }
    }

    /// Shows what is selected now, if that was put off.
    public void catchUp() {
        if (rest.getStatus() == Animation.Status.RUNNING) {
            refresh();
        }
    }

    private void refresh() {
        rest.stop();
        model.turnInvoke();
        NodeSpec node = model.node();
        shownNode = node == null ? null : node.name();
        Wire wire = model.wire();
        if (node != null) {
            showNode(node);
        } else if (wire != null) {
            showWire(wire);
        } else if (model.piece() != null) {
            showPiece(model.piece());
        } else {
            showFlow();
        }
    }

    /// The id of the field of the sheet that has the cursor, or null.
    private @Nullable String focusedField() {
        Node owner = root.getScene() == null ? null : root.getScene().getFocusOwner();
        return owner == null || !sheet.isFocusWithin() ? null : owner.getId();
    }

    private void setSheet(Node content) {
        String id = focusedField();
        sheet.setContent(content);
        Node again = id == null ? null : content.lookup("#" + id);
        if (again != null) {
            again.requestFocus();
        }
    }

    private void showNode(NodeSpec node) {
        title.setText(node.name());
        subtitle.setText(node.use() == null ? "joins its inputs" : node.use());
        Tab open = tabs.getSelectionModel().getSelectedItem();
        if (tabs.getTabs().size() < 4) {
            sheetTab.setText("Node");
            tabs.getTabs().setAll(sheetTab, docsTab, tryTab, resultTab);
            tabs.getSelectionModel().select(open == null ? sheetTab : open);
        }
        fill();
    }

    /// Fills the tab that is seen; the others are filled when one turns to them.
    private void fill() {
        NodeSpec node = model.node();
        Tab seen = tabs.getSelectionModel().getSelectedItem();
        if (node == null || seen == null || rest.getStatus() == Animation.Status.RUNNING) {
            return;
        }
        if (seen.equals(sheetTab)) {
            fillSheet(node);
        } else if (seen.equals(docsTab)) {
            docs.setContent(schemas(model.endpoint()));
        } else if (seen.equals(resultTab)) {
            result.setContent(lastResult.apply(node.name()));
        }
    }

    private void fillSheet(NodeSpec node) {
        NodeSheet now = nodeSheet;
        if (now == null || !now.follows(node, design.describe(node))) {
            NodeSheet made = new NodeSheet(design, catalog, chooser, node);
            nodeSheet = made;
            setSheet(made.node());
        }
    }

    private void showWire(Wire wire) {
        title.setText(wire.from() + " → " + wire.to());
        subtitle.setText("a wire");
        setSheet(new WireSheet(design, wire, passed.apply(wire)).node());
        showAlone("Wire");
    }

    private void showPiece(Piece piece) {
        title.setText(piece.spoken(design.design()));
        subtitle.setText("no part of what the flow does");
        setSheet(new DrawingSheet(design, piece).node());
        showAlone("Drawing");
    }

    private void showFlow() {
        if (model.selected() > 1) {
            title.setText(model.selected() + " nodes");
            subtitle.setText("several are selected");
            setSheet(Ui.empty(Feather.COPY, model.selected() + " nodes selected", "Select one to see its properties."));
        } else {
            title.setText(design.design().spec().name());
            subtitle.setText("the flow as a whole");
            setSheet(new FlowSheet(design).node());
        }
        showAlone("Flow");
    }

    private void showAlone(String name) {
        nodeSheet = null;
        sheetTab.setText(name);
        if (tabs.getTabs().size() != 1) {
            tabs.getTabs().setAll(sheetTab);
        }
    }

    private static Node schemas(@Nullable EndpointDescription endpoint) {
        if (endpoint == null) {
            return Ui.empty(
                    Feather.HELP_CIRCLE,
                    "Not described yet",
                    "What this node takes and gives is not known. Add its address to the palette, or its jar.");
        }
        VBox box = new VBox(
                Fields.section(
                        endpoint.kind().streamsIn() ? "Takes a stream of" : "Takes", SchemaTree.of(endpoint.input())),
                Fields.section(
                        endpoint.kind().streamsOut() ? "Gives a stream of" : "Gives",
                        SchemaTree.of(endpoint.output())));
        if (endpoint.branchesApart()) {
            box.getChildren().add(Ui.wrapped("This endpoint takes the branches of a join apart.", "hint"));
        }
        box.getStyleClass().add("sheet");
        return box;
    }

    /// Draws the last result anew.
    public void showResult() {
        if (rest.getStatus() == Animation.Status.RUNNING) {
            return; // It is drawn then.
        }
        if (model.node() != null) {
            if (resultTab.isSelected()) {
                fill();
            }
        } else if (model.wire() != null) {
            showWire(model.wire());
        }
    }

    /// Takes what was typed and not taken yet.
    public void commit() {
        if (holdsFocus()) {
            root.requestFocus();
        }
        if (nodeSheet != null) {
            nodeSheet.commit();
        }
    }

    /// Whether a field here has the focus. That the sheet says so does not suffice: it still does of a field that had
    /// the focus when it was taken out of the scene.
    private boolean holdsFocus() {
        Node at = root.getScene() == null ? null : root.getScene().getFocusOwner();
        while (at != null && !at.equals(sheet)) {
            at = at.getParent();
        }
        return at != null;
    }

    /// Shows the properties, the cursor in the first field.
    public void focusFirstField() {
        catchUp();
        tabs.getSelectionModel().select(sheetTab);
        Node first = sheet.lookup("#field-name");
        if (first instanceof TextInputControl field) {
            field.requestFocus();
            field.selectAll();
        }
    }

    /// The name of the tab that is open: `Node`, `Docs`, `Try` or `Result`; of the first one as of a node.
    public String openTab() {
        Tab open = tabs.getSelectionModel().getSelectedItem();
        return open == null || open.equals(sheetTab) ? "Node" : open.getText();
    }

    /// Opens the tab of that name, if there is one now.
    public void open(String name) {
        catchUp();
        List.of(docsTab, tryTab, resultTab).stream()
                .filter(tab -> tab.getText().equals(name) && tabs.getTabs().contains(tab))
                .findFirst()
                .ifPresentOrElse(
                        tabs.getSelectionModel()::select,
                        () -> tabs.getSelectionModel().select(sheetTab));
    }

    /// Shows the test-invoke.
    public void showTry() {
        catchUp();
        if (tabs.getTabs().contains(tryTab)) {
            tabs.getSelectionModel().select(tryTab);
        }
    }

    /// Shows the last result.
    public void showResultTab() {
        catchUp();
        if (tabs.getTabs().contains(resultTab)) {
            tabs.getSelectionModel().select(resultTab);
        }
    }
}
