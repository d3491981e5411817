package xooai.designer.app;

import java.util.Set;
import xooai.designer.design.Design;
import xooai.designer.runs.PlanWords;
import xooai.designer.runs.RunScope;
import xooai.driver.CallKind;
import xooai.flow.FlowSpec;

/// Runs of the flow, and of parts of it, as a person asks for them.
final class RunActions {
    private final Designer designer;
    private final Models models;
    private final NodePins pins;

    RunActions(Designer designer, NodePins pins) {
        this.designer = designer;
        this.models = designer.models();
        this.pins = pins;
        models.runs.planProperty().subscribe(plan -> {
            if (plan != null) {
                designer.status().say(PlanWords.of(plan));
            }
        });
    }

    /// What is pinned to nodes.
    NodePins pins() {
        return pins;
    }

    /// Runs the flow; what is fresh comes from the cache.
    void run() {
        run(RunScope.WHOLE);
    }

    /// Runs the flow and takes nothing from the cache.
    void anew() {
        run(RunScope.anew(models.design.design()));
    }

    /// Runs the selected nodes alone, on what they are given.
    void node() {
        Set<String> nodes = selected();
        if (!nodes.isEmpty() && nodes.stream().allMatch(this::isPinned)) {
            designer.status().say(String.join(", ", nodes) + " is pinned: take the pin away to run it");
        } else if (!nodes.isEmpty()) {
            run(RunScope.of(nodes));
        }
    }

    /// Runs the selected nodes and all that comes after them.
    void fromHere() {
        if (!selected().isEmpty()) {
            run(RunScope.from(models.design.design(), selected()));
        }
    }

    private Set<String> selected() {
        return models.design.selection().nodes();
    }

    private boolean isPinned(String name) {
        var node = models.design.design().node(name);
        return node != null && node.pin() != null;
    }

    private void run(RunScope scope) {
        String unread = models.input.form().unread();
        if (unread != null) {
            designer.showInput();
            designer.status().fail("The flow was not run, because its input cannot be read: " + unread);
            return;
        }
        models.problems.checkNow();
        Design design = models.design.design();
        FlowSpec part = scope.part(design);
        designer.consented(part, () -> {
            designer.showRuns();
            models.runs.start(scope);
            if (models.design.ports().kind(part) != CallKind.UNARY) {
                designer.status().say("Something streams here: all of it runs, and nothing is kept or pinned");
            }
        });
    }
}
