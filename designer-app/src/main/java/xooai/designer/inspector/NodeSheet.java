package xooai.designer.inspector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.History;
import xooai.designer.design.Refusal;
import xooai.designer.form.ContentChooser;
import xooai.designer.form.FormModel;
import xooai.designer.form.SchemaForm;
import xooai.designer.palette.Catalog;
import xooai.designer.shared.Ui;
import xooai.doc.DocSchema;
import xooai.doc.Values;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.flow.ConflictPolicy;
import xooai.flow.FlowFile;
import xooai.flow.Join;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;

/// The properties of one node; every change is one edit.
final class NodeSheet {
    /// For how long a hand rests before what it typed is taken.
    private static final Duration RESTS = Duration.millis(400);

    private final DesignModel design;
    private final Catalog catalog;
    private final ContentChooser chooser;
    private NodeSpec node;
    private final @Nullable Description description;
    private final VBox root = new VBox();
    private final List<String> inside;
    private @Nullable FormModel config;
    private boolean pending;
    /// After what was taken of what is being typed; null while nothing is.
    private @Nullable History typed;
    private final PauseTransition rest = new PauseTransition(RESTS);

    NodeSheet(DesignModel design, Catalog catalog, ContentChooser chooser, NodeSpec node) {
        this.design = design;
        this.catalog = catalog;
        this.chooser = chooser;
        this.node = node;
        this.description = design.describe(node);
        rest.setOnFinished(_ -> takeTyped());
        root.getStyleClass().add("sheet");
        this.inside = InsideSection.facts(design, node);
        root.getChildren().add(identity());
        if (InsideSection.isFor(node)) {
            root.getChildren().add(InsideSection.of(design, node, inside));
        } else {
            root.getChildren().add(configuration());
        }
        if (!node.needs().isEmpty()) {
            root.getChildren().add(branches());
        }
        root.getChildren().add(running());
    }

    Node node() {
        return root;
    }

    /// Whether this sheet shows the node as it is now, or can go on doing so: nothing but the configuration
    /// changed, and that to what is in the form.
    boolean follows(NodeSpec now, @Nullable Description known) {
        FormModel form = config;
        boolean same = now.withConfig(Map.of()).equals(node.withConfig(Map.of()))
                && Objects.equals(known, description)
                && inside.equals(InsideSection.facts(design, now))
                && (form == null ? now.config().equals(node.config()) : Values.equal(form.map(), now.config()));
        if (same) {
            node = now;
        }
        return same;
    }

    /// Takes what was typed into the configuration and not taken yet.
    void commit() {
        FormModel form = config;
        rest.stop();
        if (pending && form != null) {
            take(form);
        }
        typed = null;
    }

    /// Takes what is being typed when the hand rests, so that no more than that is ever lost; all that is typed until
    /// the field is left is one step.
    private void takeTyped() {
        FormModel form = config;
        if (pending && form != null) {
            take(form);
            typed = design.history();
        }
    }

    private void take(FormModel form) {
        pending = false;
        Edit edit = new Edit.SetConfig(node.name(), form.map());
        if (design.history().equals(typed)) {
            design.amend(edit);
        } else {
            design.apply(edit);
        }
    }

    private Node identity() {
        List<Node> rows = new ArrayList<>();
        rows.add(Fields.text("Name", node.name(), "", this::rename));
        rows.add(Fields.text("Executor", node.use() == null ? "" : node.use(), "class:… or an address", this::use));
        String missing = catalog.missing(node);
        if (missing != null) {
            rows.add(Ui.wrapped(missing, "field-problem"));
        }
        if (!isFlow()) {
            rows.add(endpoint());
        }
        return Fields.section("Node", rows.toArray(Node[]::new));
    }

    private @Nullable String rename(String name) {
        return reason(design.apply(new Edit.RenameNode(node.name(), name.strip())));
    }

    private @Nullable String use(String use) {
        return reason(design.apply(new Edit.SetUse(node.name(), use.isBlank() ? null : use.strip())));
    }

    private static @Nullable String reason(@Nullable Refusal refusal) {
        return refusal == null ? null : refusal.reason();
    }

    /// A flow has one endpoint, without a name, that nobody has to choose.
    private boolean isFlow() {
        return description != null
                && node.on() == null
                && description.endpoints().stream()
                        .allMatch(endpoint -> endpoint.path().isEmpty());
    }

    private Node endpoint() {
        Description known = description;
        if (known == null) {
            return Fields.text(
                    "Endpoint",
                    node.on() == null ? "" : node.on(),
                    "the last part of the address",
                    on -> reason(design.apply(new Edit.SetOn(node.name(), on.isBlank() ? null : on.strip()))));
        }
        EndpointDescription now = design.ports().endpoint(node);
        ComboBox<String> box = combo(
                "Endpoint",
                known.endpoints().stream().map(EndpointDescription::path).toList(),
                now == null ? node.on() : now.path());
        box.valueProperty().subscribe((_, on) -> design.apply(new Edit.SetOn(node.name(), on)));
        return Fields.row("Endpoint", box);
    }

    private static ComboBox<String> combo(String name, List<String> items, @Nullable String now) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(items);
        box.setValue(now);
        box.setAccessibleText(name);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setId("field-" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
        return box;
    }

    private Node configuration() {
        DocSchema schema = description == null ? new DocSchema.AnySchema() : description.config();
        if (schema == null) {
            return Fields.section("Configuration", Ui.label("This executor takes none.", "hint"));
        }
        boolean nothing = description == null && node.config().isEmpty();
        FormModel form = new FormModel(schema, nothing ? null : node.config());
        config = form;
        form.listen(change -> {
            if (!Values.equal(form.map(), node.config())) {
                pending = true;
                boolean typing = root.getScene() != null
                        && root.getScene().getFocusOwner() instanceof TextInputControl
                        && change == FormModel.Change.FIELD;
                if (typing) {
                    rest.playFromStart();
                } else {
                    commit();
                }
            }
        });
        SchemaForm view = new SchemaForm(form, chooser);
        view.node().focusWithinProperty().subscribe(inside -> {
            if (!inside) {
                commit();
            }
        });
        view.node().setOnKeyPressed(event -> {
            if (event.getCode() == javafx.scene.input.KeyCode.ENTER
                    && !(event.getTarget() instanceof javafx.scene.control.TextArea)) {
                commit();
            }
        });
        return Fields.section("Configuration", view.node());
    }

    private Node branches() {
        VBox needs = new VBox();
        needs.getStyleClass().add("needs");
        List<String> names = node.needNames();
        for (int i = 0; i < names.size(); i++) {
            needs.getChildren().add(need(names, i));
        }
        if (names.size() < 2) {
            return Fields.section("Inputs", needs);
        }
        return Fields.section("Inputs", needs, join(), onConflict());
    }

    private Node need(List<String> names, int index) {
        String name = names.get(index);
        HBox row =
                new HBox(Ui.label(Integer.toString(index + 1), "row-number"), Ui.label(name, "need-name"), Ui.spring());
        if (index > 0) {
            row.getChildren()
                    .add(Ui.iconButton(
                            Feather.CHEVRON_UP, "Move " + name + " up", () -> reorder(names, index, index - 1)));
        }
        if (index < names.size() - 1) {
            row.getChildren()
                    .add(Ui.iconButton(
                            Feather.CHEVRON_DOWN, "Move " + name + " down", () -> reorder(names, index, index + 1)));
        }
        row.getChildren()
                .add(Ui.iconButton(
                        Feather.X, "Disconnect " + name, () -> design.apply(new Edit.Disconnect(name, node.name()))));
        row.getStyleClass().add("need-row");
        return row;
    }

    private void reorder(List<String> names, int from, int to) {
        List<String> order = new ArrayList<>(names);
        Collections.swap(order, from, to);
        design.apply(new Edit.ReorderNeeds(node.name(), order));
    }

    private Node join() {
        Join now = Objects.requireNonNullElse(node.join(), Join.MERGE);
        ComboBox<String> box = combo(
                "Join", List.of(Join.values()).stream().map(Join::fileName).toList(), now.fileName());
        box.valueProperty().subscribe((_, name) -> {
            Join join = Join.named(name);
            design.apply(new Edit.SetJoin(node.name(), join == Join.MERGE ? null : join));
        });
        return Fields.row("Join", box);
    }

    private Node onConflict() {
        ConflictPolicy now = node.onConflict();
        return Policies.field(
                "On conflict",
                now,
                "as the flow says",
                policy -> design.apply(new Edit.SetOnConflict(node.name(), policy)));
    }

    private Node running() {
        Node timeout = Fields.text(
                "Timeout",
                node.timeout() == null ? "" : FlowFile.duration(node.timeout()),
                "what remains of the deadline",
                this::timeout);
        Node replicas = Fields.text("Replicas", Integer.toString(node.replicas()), "1", this::replicas);
        return Fields.section("Running", mode(), timeout, replicas);
    }

    private Node mode() {
        ComboBox<String> box = combo(
                "Mode",
                List.of(NodeMode.values()).stream().map(NodeMode::fileName).toList(),
                node.mode().fileName());
        box.valueProperty().subscribe((_, name) -> {
            for (NodeMode mode : NodeMode.values()) {
                if (mode.fileName().equals(name)) {
                    design.apply(new Edit.SetMode(Set.of(node.name()), mode));
                }
            }
        });
        return Fields.row("Mode", box);
    }

    private @Nullable String timeout(String text) {
        if (text.isBlank()) {
            return reason(design.apply(new Edit.SetTimeout(node.name(), null)));
        }
        var time = FlowFile.duration(text);
        return time == null
                ? "is a time such as 2s, 500ms or 1m"
                : reason(design.apply(new Edit.SetTimeout(node.name(), time)));
    }

    private @Nullable String replicas(String text) {
        try {
            return reason(design.apply(new Edit.SetReplicas(node.name(), Integer.parseInt(text.strip()))));
        } catch (NumberFormatException _) {
            return "is a whole number from 1";
        }
    }
}
