package xooai.designer.wires;

import java.util.HashMap;
import java.util.Map;
import xooai.designer.design.DesignModel;

/// The verdicts on all wires that one port may get while a hand draws one, each found once.
public final class WireVerdicts {
    private final DesignModel model;
    private final String node;
    private final boolean forward;
    private final Map<String, WireVerdict> known = new HashMap<>();

    /// @param forward whether the wire leaves that node, and does not come to it
    public WireVerdicts(DesignModel model, String node, boolean forward) {
        this.model = model;
        this.node = node;
        this.forward = forward;
    }

    /// The verdict on a wire to that node, or from it.
    public WireVerdict of(String other) {
        return known.computeIfAbsent(
                other, name -> forward ? WireVerdict.of(model, node, name) : WireVerdict.of(model, name, node));
    }
}
