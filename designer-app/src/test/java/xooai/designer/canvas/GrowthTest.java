package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.canvas.Stages.onFx;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.Selection;
import xooai.flow.Point;

/// What a person does costs no more processor time than a flow is larger: four times the nodes, not sixteen times the
/// work. The least of several tries counts, of the thread's own time, as the machine has other work too.
class GrowthTest {
    private static final int FEW = 1000;
    private static final int MANY = 4 * FEW;
    private static final int TRIES = 12;
    private static final double MOST = 9;
    /// So much is noise, in ms.
    private static final double SLACK = 1.5;

    private static double cost(int nodes, double zoom, Consumer<DesignModel> step, Consumer<DesignModel> back) {
        DesignModel model = new DesignModel(TestFlows.many(nodes));
        model.setDescribe(TestFlows.KNOWN);
        FlowCanvas canvas = Stages.canvas(model, new TestHost());
        return onFx(() -> {
            canvas.setViewport(new Viewport(0, 0, zoom));
            Stages.settle(canvas);
            double least = Double.MAX_VALUE;
            for (int i = 0; i < TRIES; i++) {
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                step.accept(model);
                Stages.settle(canvas);
                least = Math.min(least, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6);
                back.accept(model);
                Stages.settle(canvas);
            }
            canvas.dispose();
            return least;
        });
    }

    private static void growsWithTheFlow(double zoom, Consumer<DesignModel> step, Consumer<DesignModel> back) {
        double few = cost(FEW, zoom, step, back);
        double many = cost(MANY, zoom, step, back);
        assertThat(many).as("%.2f ms for %d nodes", few, FEW).isLessThan(MOST * few + SLACK);
    }

    @Test
    void movingANodeGrowsWithTheFlow() {
        growsWithTheFlow(1, model -> model.apply(new Edit.MoveNodes(Map.of("n0", new Point(8, 8)))), DesignModel::undo);
    }

    @Test
    void deletingANodeGrowsWithTheFlow() {
        growsWithTheFlow(1, model -> model.apply(new Edit.RemoveNodes(Set.of("n40"), false)), DesignModel::undo);
    }

    @Test
    void selectingAndUnselectingAllGrowsWithTheFlow() {
        growsWithTheFlow(1, DesignModel::selectAll, model -> model.select(Selection.NONE));
    }

    @Test
    void whatARunSaysOfSomeNodesGrowsWithTheFlow() {
        growsWithTheFlow(
                0.2,
                model -> model.updateStatuses(Map.of("n1", NodeStatus.of(NodeStatus.State.RUNNING))),
                model -> model.setStatuses(Map.of()));
    }

    @Test
    void movingANodeFarAwayGrowsWithTheFlow() {
        growsWithTheFlow(
                0.05, model -> model.apply(new Edit.MoveNodes(Map.of("n0", new Point(8, 8)))), DesignModel::undo);
    }

    @Test
    void fromAfarASelectionAndARunArePaintedOverAndNotAllPaintedAgain() {
        DesignModel model = new DesignModel(TestFlows.many(FEW));
        FlowCanvas canvas = Stages.canvas(model, new TestHost());
        onFx(() -> {
            canvas.setViewport(new Viewport(0, 0, 0.2));
            Stages.settle(canvas);
            int paintings = canvas.far().paintings();
            model.selectNode("n3");
            model.updateStatuses(Map.of("n4", NodeStatus.of(NodeStatus.State.FAILED)));
            Stages.settle(canvas);
            assertThat(canvas.far().paintings()).isEqualTo(paintings);
            assertThat(canvas.far().dressed()).isEqualTo(2);
        });
        Stages.until(() -> canvas.far().dressed() == 0);
        onFx(canvas::dispose);
    }
}
