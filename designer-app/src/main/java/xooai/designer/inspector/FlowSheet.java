package xooai.designer.inspector;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.shared.Ui;
import xooai.flow.FlowSpec;
import xooai.flow.Join;

/// The properties of the flow, shown while no node is selected.
final class FlowSheet {
    private final DesignModel design;
    private final FlowSpec spec;

    FlowSheet(DesignModel design) {
        this.design = design;
        this.spec = design.design().spec();
    }

    Node node() {
        Node identity = Fields.section(
                "Flow",
                design.levels().flow() == null
                        ? Fields.text("Flow name", spec.name(), "", this::rename)
                        : Ui.wrapped("The sub-flow " + spec.name() + " of this file.", "hint"),
                Fields.text("Gateway", spec.gateway() == null ? "" : spec.gateway(), "https://host/", this::gateway));
        Node output = Fields.section(
                "Output", sinks(), join(), Policies.field("On conflict", spec.onConflict(), null, policy -> {
                    if (policy != null) {
                        design.apply(new Edit.SetFlowOnConflict(policy));
                    }
                }));
        VBox box = new VBox(identity, output, counts());
        box.getStyleClass().add("sheet");
        return box;
    }

    private @Nullable String rename(String name) {
        if (!name.strip().matches("[A-Za-z0-9_-]{1,63}")) {
            return "a name has 1 to 63 letters, digits, _ or -";
        }
        design.apply(new Edit.SetFlowName(name.strip()));
        return null;
    }

    private @Nullable String gateway(String text) {
        design.apply(new Edit.SetGateway(text.isBlank() ? null : text.strip()));
        return null;
    }

    private Node sinks() {
        List<String> names = design.active().sinks();
        String text = names.isEmpty()
                ? "The flow has no nodes yet."
                : "The answer comes from " + String.join(", ", names) + ".";
        return Ui.wrapped(text, "hint");
    }

    private Node join() {
        ComboBox<String> box = new ComboBox<>();
        box.getItems()
                .setAll(List.of(Join.values()).stream().map(Join::fileName).toList());
        box.setValue(spec.join().fileName());
        box.setAccessibleText("Join of the flow");
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().subscribe((_, name) -> {
            Join join = Join.named(name);
            if (join != null) {
                design.apply(new Edit.SetFlowJoin(join));
            }
        });
        return Fields.row("Join", box);
    }

    private Node counts() {
        int nodes = design.design().nodes().size();
        int wires = design.design().wires().size();
        return Ui.wrapped(
                nodes + (nodes == 1 ? " node, " : " nodes, ") + wires + (wires == 1 ? " wire" : " wires")
                        + ". Select a node to see its properties.",
                "hint",
                "sheet-note");
    }
}
