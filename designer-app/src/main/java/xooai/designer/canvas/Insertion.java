package xooai.designer.canvas;

import java.util.List;
import java.util.Optional;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Refusal;
import xooai.designer.design.Wire;
import xooai.doc.Fit;
import xooai.flow.WireCheck;

/// Adds a node and wires it in one step, when the types fit: into a wire, or at an end of a new one.
final class Insertion {
    private Insertion() {}

    /// Does an edit and then the insertion as one step; or does nothing and says why.
    static Optional<String> into(DesignModel model, String node, Wire wire, Edit first) {
        Edit insert = new Edit.InsertOnWire(node, wire);
        List<Wire> halves = List.of(new Wire(wire.from(), node), new Wire(node, wire.to()));
        return apply(model, new Edit.Together(insert.title(), List.of(first, insert)), halves)
                .map(reason -> "does not fit into " + wire + ": " + reason);
    }

    /// Does an edit and then makes a wire as one step; or does nothing and says why.
    static Optional<String> wired(DesignModel model, Edit first, Wire wire) {
        Edit connect = new Edit.Connect(wire.from(), wire.to());
        return apply(model, new Edit.Together(first.title(), List.of(first, connect)), List.of(wire));
    }

    private static Optional<String> apply(DesignModel model, Edit edit, List<Wire> wires) {
        Refusal refusal = edit.refusal(model.design());
        if (refusal != null) {
            return Optional.of(refusal.reason());
        }
        Design after = edit.apply(model.design());
        WireCheck types = WireCheck.of(after.spec(), model.describe());
        for (Wire wire : wires) {
            if (types.fit(wire.from(), wire.to()) instanceof Fit.Refused refused) {
                return Optional.of(WireCheck.words(wire.to(), refused));
            }
        }
        model.apply(edit);
        return Optional.empty();
    }
}
