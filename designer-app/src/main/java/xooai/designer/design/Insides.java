package xooai.designer.design;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.flow.DiffText;
import xooai.flow.FlowDiff;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.SubFlows;

/// Which nodes are behind the sub-flows that they are: somebody changed the inside since it was last looked at from
/// there. Nothing runs otherwise for it: a run takes the inside as it is.
///
/// Confined to one thread, but for [#changes(NodeSpec, History)].
public final class Insides {
    private static final int MOST_STEPS = 400;

    private final Design file;
    private final Map<String, String> signatures = new HashMap<>();

    Insides(Design file) {
        this.file = file;
    }

    @SuppressWarnings("ReferenceEquality") // A quick look; equal ones are only worked out again.
    boolean isOf(Design now) {
        return file == now;
    }

    /// Whether the inside of that node has changed since it was accepted there.
    public boolean isBehind(NodeSpec node) {
        String flow = SubFlows.nameOf(node);
        if (flow == null || node.accepted() == null) {
            return false;
        }
        String now = signature(flow);
        return !now.isEmpty() && !now.equals(node.accepted());
    }

    /// The signature of that sub-flow as it is now; empty where there is none.
    public String signature(String flow) {
        return signatures.computeIfAbsent(flow, name -> {
            String signature = SubFlows.signature(file.spec(), name);
            return signature == null ? "" : signature;
        });
    }

    /// What has changed inside of that node since it was accepted there, a line each; null when it is not known any
    /// more what it was then. On any thread, as it may take a while.
    public @Nullable List<String> changes(NodeSpec node, History history) {
        String flow = SubFlows.nameOf(node);
        FlowSpec now = flow == null ? null : SubFlows.inside(file.spec(), flow);
        FlowSpec then = flow == null || now == null ? null : accepted(node, flow, history);
        if (then == null || now == null) {
            return null;
        }
        return DiffText.lines(FlowDiff.between(SubFlows.bare(then), SubFlows.bare(now)));
    }

    private static @Nullable FlowSpec accepted(NodeSpec node, String flow, History history) {
        List<History.Step> steps = history.steps();
        Object before = null;
        for (int i = history.position(); i >= 0 && i > history.position() - MOST_STEPS; i--) {
            FlowSpec spec = steps.get(i).design().spec();
            Object flows = spec.extra().get(SubFlows.KEY);
            if (flows == null || flows.equals(before)) {
                continue;
            }
            before = flows;
            if (String.valueOf(node.accepted()).equals(SubFlows.signature(spec, flow))) {
                return SubFlows.inside(spec, flow);
            }
        }
        return null;
    }
}
