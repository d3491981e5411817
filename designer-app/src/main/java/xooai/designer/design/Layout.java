package xooai.designer.design;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import xooai.flow.Point;

/// Tidies a flow: from left to right in layers, few crossings, straight wires, on the grid.
///
/// It takes a second for some hundred nodes, so it belongs on a thread of its own. Nothing of it touches the
/// design.
public final class Layout {
    /// The distance that everything on the canvas snaps to.
    public static final double GRID = 8;

    /// How wide every node is drawn.
    public static final double NODE_WIDTH = 224;

    /// How high every node is drawn.
    public static final double NODE_HEIGHT = 104;

    /// How far below the top of a node its ports are.
    public static final double PORT_LINE = 62;

    private static final int FEW = 300;
    private static final double BETWEEN_LAYERS = 72;
    private static final double BETWEEN_NODES = 40;

    private Layout() {}

    /// Where every node would stand.
    public static Map<String, Point> tidy(Design design) {
        return tidy(design, _ -> {}, () -> false);
    }

    /// Where every node would stand; tells how far it is, from 0 to 1, and ends with a [CancellationException]
    /// soon after it is cancelled.
    public static Map<String, Point> tidy(Design design, DoubleConsumer progress, BooleanSupplier cancelled) {
        // Asked for once, it registers the types of ELK's options; without it nothing can be laid out.
        LayoutMetaDataService.getInstance();
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        graph.setProperty(CoreOptions.PADDING, new ElkPadding(0));
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_NODES);
        // The better of the two takes minutes for thousands of nodes.
        boolean few = design.names().size() <= FEW;
        graph.setProperty(
                LayeredOptions.NODE_PLACEMENT_STRATEGY,
                few ? NodePlacementStrategy.NETWORK_SIMPLEX : NodePlacementStrategy.BRANDES_KOEPF);
        graph.setProperty(CoreOptions.SEPARATE_CONNECTED_COMPONENTS, true);
        Map<String, ElkNode> nodes = new LinkedHashMap<>();
        Map<String, ElkPort> inputs = new LinkedHashMap<>();
        Map<String, ElkPort> outputs = new LinkedHashMap<>();
        for (String name : design.names()) {
            ElkNode node = ElkGraphUtil.createNode(graph);
            node.setDimensions(NODE_WIDTH, NODE_HEIGHT);
            node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
            nodes.put(name, node);
            inputs.put(name, port(node, PortSide.WEST));
            outputs.put(name, port(node, PortSide.EAST));
        }
        for (Wire wire : design.wires()) {
            ElkGraphUtil.createSimpleEdge(outputs.get(wire.from()), inputs.get(wire.to()));
        }
        new LayeredLayoutProvider().layout(graph, new Monitor(progress, cancelled));
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the layout was cancelled");
        }
        return places(nodes);
    }

    private static ElkPort port(ElkNode node, PortSide side) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setProperty(CoreOptions.PORT_SIDE, side);
        port.setLocation(side == PortSide.WEST ? 0 : NODE_WIDTH, PORT_LINE);
        return port;
    }

    private static Map<String, Point> places(Map<String, ElkNode> nodes) {
        Map<String, Point> places = new LinkedHashMap<>();
        nodes.forEach((name, node) -> places.put(name, new Point(snapped(node.getX()), snapped(node.getY()))));
        return places;
    }

    private static double snapped(double value) {
        return Math.round(value / GRID) * GRID;
    }

    /// Hands on how far the layout is, and asks whether to go on.
    private static final class Monitor extends BasicProgressMonitor {
        private final DoubleConsumer progress;
        private final BooleanSupplier cancelled;

        Monitor(DoubleConsumer progress, BooleanSupplier cancelled) {
            this.progress = progress;
            this.cancelled = cancelled;
        }

        @Override
        public boolean isCanceled() {
            return cancelled.getAsBoolean();
        }

        @Override
        protected void doWorked(float all, float done, boolean top) {
            if (top && all > 0) {
                progress.accept(Math.clamp(done / all, 0, 1));
            }
        }

        @Override
        protected BasicProgressMonitor doSubTask(float work, int levels) {
            return new Monitor(_ -> {}, cancelled);
        }
    }
}
