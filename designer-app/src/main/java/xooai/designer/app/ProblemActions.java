package xooai.designer.app;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.design.Wire;
import xooai.designer.runs.ProblemsModel;

/// Goes from problem to problem, and says why each is one.
final class ProblemActions {
    private final Designer designer;
    private final Models models;

    ProblemActions(Designer designer) {
        this.designer = designer;
        this.models = designer.models();
    }

    /// Shows why the selected problem is one: that of the selected node, else the first.
    void explain() {
        FlowCanvas canvas = designer.canvas();
        if (canvas.toggleFields()) {
            return;
        }
        Wire misfit = designer.mending().selectedMisfit();
        if (misfit != null) {
            canvas.explain(misfit);
            return;
        }
        ProblemsModel.Entry entry = models.problems.current();
        if (entry == null) {
            designer.status().say("There are no problems");
            return;
        }
        designer.window().showProblem(entry);
        Node at = designer.window().problemsList();
        boolean onCanvas = models.design.design().has(entry.node());
        Bounds bounds =
                onCanvas ? canvas.localToScreen(canvas.boundsOf(entry.node())) : at.localToScreen(at.getLayoutBounds());
        designer.peeks().problem(onCanvas ? canvas : at, entry, bounds);
    }

    void next() {
        ProblemsModel.Entry entry = models.problems.next();
        if (entry == null) {
            designer.status().say("There are no problems");
            return;
        }
        designer.window().showProblem(entry);
        go(entry);
    }

    /// Shows the node of a problem.
    void go(ProblemsModel.Entry entry) {
        models.problems.select(entry);
        if (models.design.design().has(entry.node())) {
            designer.canvas().reveal(entry.node());
            if (entry.kind() == ProblemsModel.Kind.RUN) {
                designer.inspector().showResultTab();
            }
        }
    }
}
