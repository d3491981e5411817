package xooai.designer.inspector;

import javafx.scene.Node;
import javafx.scene.layout.VBox;
import xooai.designer.design.DesignModel;
import xooai.designer.design.PortInfo;
import xooai.designer.design.Wire;
import xooai.designer.shared.Ui;
import xooai.flow.NodeSpec;

/// What is known of a wire: what one end gives and the other takes, and what passed.
final class WireSheet {
    private final DesignModel design;
    private final Wire wire;
    private final Node passed;

    WireSheet(DesignModel design, Wire wire, Node passed) {
        this.design = design;
        this.wire = wire;
        this.passed = passed;
    }

    Node node() {
        VBox box = new VBox(passed);
        NodeSpec from = design.design().node(wire.from());
        NodeSpec to = design.design().node(wire.to());
        if (from != null) {
            box.getChildren().add(end(wire.from() + " gives ", design.ports().output(from)));
        }
        if (to != null) {
            box.getChildren().add(end(wire.to() + " takes ", design.ports().input(to)));
        }
        box.getStyleClass().add("sheet");
        box.setId("wire-sheet");
        return box;
    }

    private static Node end(String start, PortInfo info) {
        return info.schema() == null
                ? Fields.section(
                        start + "any doc",
                        Ui.wrapped("Nobody has described it: add its address to the palette, or its jar.", "hint"))
                : Fields.section(start + info.spoken(), SchemaTree.of(info.schema()));
    }
}
