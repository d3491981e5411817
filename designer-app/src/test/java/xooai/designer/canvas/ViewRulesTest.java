package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static xooai.designer.canvas.Stages.onFx;
import static xooai.designer.canvas.Stages.settle;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.designer.design.DesignModel;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.Selection;
import xooai.flow.Point;
import xooai.flow.Problem;

/// How a flow is looked at: wheel, keys, hands, the map, and how much is drawn from how far.
class ViewRulesTest {
    private static final Point2D EMPTY = new Point2D(150, 450);
    private static final Point2D ON_E1 = new Point2D(150, 130);

    private final DesignModel model = new DesignModel(TestFlows.three());
    private final TestHost host = new TestHost();
    private final FlowCanvas canvas = Stages.canvas(model, host);
    private final CanvasMouse mouse = new CanvasMouse(canvas);

    @AfterEach
    void dispose() {
        onFx(() -> canvas.dispose());
    }

    @Test
    void howeverLittleFingersMoveItAddsUpAndTheZoomsAreFew() {
        Set<Double> zooms = new HashSet<>();
        onFx(() -> {
            for (int i = 0; i < 400; i++) {
                mouse.pinch(new Point2D(300, 200), 1.001);
                zooms.add(canvas.viewport().zoom());
            }
        });
        assertThat(canvas.viewport().zoom()).isCloseTo(Math.pow(1.001, 400), within(0.01));
        assertThat(zooms).hasSizeLessThan(60);
    }

    @Test
    void twoFingersZoomAboutTheirMiddle() {
        onFx(() -> mouse.pinch(ON_E1, 1.5));

        assertThat(canvas.viewport().zoom()).isCloseTo(1.5, within(0.01));
        assertThat(canvas.viewport().worldX(150)).isCloseTo(150, within(0.5));
        assertThat(canvas.viewport().worldY(130)).isCloseTo(130, within(0.5));
    }

    @Test
    void theWheelZoomsAndScrollsWithTheMenuKeyWhereThatIsSwapped() {
        onFx(() -> {
            canvas.setWheelZooming(true);
            mouse.scroll(ON_E1, 0, 40);
        });
        assertThat(canvas.viewport().zoom()).isCloseTo(1.15, within(1e-9));
        onFx(() -> {
            canvas.setViewport(new Viewport(0, 0, 1));
            mouse.holding(CanvasMouse.Held.MENU).scroll(ON_E1, 0, -40);
            mouse.holding(CanvasMouse.Held.SHIFT).scroll(ON_E1, 0, -40);
        });
        assertThat(canvas.viewport()).isEqualTo(new Viewport(40, 40, 1));
    }

    @Test
    void whatIsSelectedIsFitted() {
        onFx(() -> {
            canvas.setViewport(new Viewport(5000, 5000, 0.1));
            model.select(Selection.of("e3"));
            mouse.holding(CanvasMouse.Held.MENU).key(KeyCode.DIGIT2);
        });

        // The last frames of the way there have the last step of zoom already.
        Stages.until(() ->
                canvas.viewport().zoom() == 1 && Math.abs(canvas.viewport().screenX(512) - 450) < 1);
        assertThat(canvas.viewport().screenY(292)).isCloseTo(300, within(1.0));
    }

    @Test
    void aMoveOfTheViewTakesAMomentAndEndsWhereItIsWhenTheHandActs() {
        Viewport far = new Viewport(5000, 5000, 0.1);
        long begun = onFx(() -> {
            canvas.setViewport(far);
            canvas.actualSize();
            return System.nanoTime();
        });
        Stages.until(() -> canvas.viewport().zoom() == 1);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isBetween(100L, 2_000L);

        onFx(() -> {
            canvas.setViewport(far);
            canvas.actualSize();
        });
        Stages.until(() -> !canvas.viewport().equals(far));
        Viewport held = onFx(() -> {
            mouse.press(EMPTY);
            return canvas.viewport();
        });
        long later = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(250);
        Stages.until(() -> System.nanoTime() > later);
        assertThat(canvas.viewport()).isEqualTo(held);
    }

    @Test
    void aRightDragPushesOnceItMovedSixPixelsAndIsAClickBefore() {
        onFx(() -> mouse.with(MouseButton.SECONDARY).dragFromTo(EMPTY, EMPTY.add(3, 4)));
        assertThat(host.menus).isEqualTo(1);
        assertThat(canvas.viewport()).isEqualTo(new Viewport(0, 0, 1));

        onFx(() -> mouse.with(MouseButton.SECONDARY).dragFromTo(EMPTY, EMPTY.add(5, 5)));
        assertThat(host.menus).isEqualTo(1);
        assertThat(canvas.viewport()).isEqualTo(new Viewport(-5, -5, 1));
    }

    @Test
    void theCanvasHasNoEdges() {
        onFx(() -> {
            canvas.setViewport(new Viewport(-1e7, 1e7, 1));
            mouse.with(MouseButton.MIDDLE).dragFromTo(EMPTY, EMPTY.add(100, -100));
            mouse.with(MouseButton.PRIMARY).doubleClick(EMPTY);
        });

        assertThat(canvas.viewport()).isEqualTo(new Viewport(-1e7 - 100, 1e7 + 100, 1));
        assertThat(host.searches.getFirst().at().x()).isCloseTo(-1e7, within(200.0));
        assertThat(host.searches.getFirst().at().y()).isCloseTo(1e7, within(700.0));
    }

    @Test
    void draggingNearTheBorderPushesTheCanvasAlong() {
        onFx(() -> {
            mouse.press(ON_E1);
            mouse.drag(new Point2D(895, 300));
        });
        Stages.until(() -> canvas.viewport().x() > 200);
        onFx(() -> mouse.release(new Point2D(600, 300)));

        assertThat(model.design().position("e1").x()).isGreaterThan(600);
        assertThat(model.history().titles()).containsExactly("Move e1");
    }

    @Test
    void theFrameOfTheMapIsDraggedByWhereItIsHeld() {
        onFx(() -> {
            canvas.setViewport(new Viewport(0, 0, 2));
            settle(canvas);
        });
        Viewport before = canvas.viewport();
        Bounds frame = onFx(() -> Objects.requireNonNull((Rectangle) minimap().lookup(".canvas-minimap-frame"))
                .getBoundsInParent());
        Point2D held = new Point2D(frame.getMinX() + 5, frame.getMinY() + 5);
        onFx(() -> map(MouseEvent.MOUSE_PRESSED, held));
        assertThat(canvas.viewport().x()).isCloseTo(before.x(), within(1.0));
        assertThat(canvas.viewport().y()).isCloseTo(before.y(), within(1.0));

        onFx(() -> map(MouseEvent.MOUSE_DRAGGED, held.add(12, 6)));
        double across = canvas.viewport().x() - before.x();
        double down = canvas.viewport().y() - before.y();
        assertThat(across).isGreaterThan(60);
        assertThat(down).isCloseTo(across / 2, within(2.0));
    }

    private Minimap minimap() {
        return (Minimap) Objects.requireNonNull(canvas.lookup(".canvas-minimap"));
    }

    private void map(EventType<MouseEvent> type, Point2D point) {
        Minimap map = minimap();
        Point2D scene = map.localToScene(point);
        Event.fireEvent(
                map,
                new MouseEvent(
                        type,
                        scene.getX(),
                        scene.getY(),
                        scene.getX(),
                        scene.getY(),
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        true,
                        new PickResult(map, scene.getX(), scene.getY())));
    }

    @Test
    void failedNodesAreRedInTheMap() {
        onFx(() -> model.setStatuses(Map.of("e2", NodeStatus.failed("no"))));

        assertThat(minimap().color("e2")).isEqualTo("failed");
        assertThat(minimap().color("e1")).isNotEqualTo("failed");
        Color red = onFx(() -> canvas.swatches().color("failed"));
        assertThat(red.getRed()).isGreaterThan(2 * Math.max(red.getGreen(), red.getBlue()));
    }

    @Test
    void howMuchIsDrawnFollowsTheZoom() {
        assertThat(Detail.at(4)).isEqualTo(Detail.FULL);
        assertThat(Detail.at(0.6)).isEqualTo(Detail.FULL);
        assertThat(Detail.at(0.599)).isEqualTo(Detail.SHORT);
        assertThat(Detail.at(0.4)).isEqualTo(Detail.SHORT);
        assertThat(Detail.at(0.399)).isEqualTo(Detail.PICTURE);
        assertThat(shown(0.6)).contains("canvas-node-title", "canvas-node-state", "canvas-port-type");
        assertThat(shown(0.5))
                .contains("canvas-node-title", "canvas-node-state")
                .doesNotContain("canvas-port-type", "canvas-port-letter", "canvas-node-line");
        assertThat(shown(0.39)).isEmpty();
        assertThat(canvas.far().isVisible()).isTrue();
    }

    /// The parts of a node that are seen at that zoom.
    private Set<String> shown(double zoom) {
        return onFx(() -> {
            canvas.setViewport(new Viewport(0, 0, zoom));
            settle(canvas);
            NodeView view = canvas.world().views().get("e1");
            return view == null || !canvas.world().isVisible()
                    ? Set.of()
                    : view.getChildrenUnmodifiable().stream()
                            .filter(Node::isVisible)
                            .flatMap(node -> node.getStyleClass().stream())
                            .collect(java.util.stream.Collectors.toSet());
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.5, 0.6, 1, 2})
    void aBadgeIsAtLeastFourteenScreenPixelsWide(double zoom) {
        onFx(() -> {
            model.setProblems(java.util.List.of(new Problem("e1", "it is wrong")));
            canvas.setViewport(new Viewport(0, 0, zoom));
            settle(canvas);
        });
        double width = onFx(() -> {
            NodeView view = Objects.requireNonNull(canvas.world().views().get("e1"));
            Node badge = view.lookup(".canvas-node-badge");
            assertThat(badge.isVisible()).isTrue();
            return badge.localToScene(badge.getLayoutBounds()).getWidth();
        });

        assertThat(width).isGreaterThanOrEqualTo(14 - 1e-6);
    }

    @Test
    void theSearchAfterANodeIsNotOverIt() {
        for (String name : Set.of("e1", "e2")) {
            onFx(() -> {
                model.select(Selection.of(name));
                mouse.key(KeyCode.A);
            });
            Box popup = onFx(() -> {
                SearchRequest request = host.searches.getLast();
                Point2D at = canvas.screenToLocal(request.screenX(), request.screenY());
                return new Box(at.getX(), at.getY(), 540, 430);
            });
            Point at = model.design().position(name);
            assertThat(popup.meets(Geometry.node(at))).as(name).isFalse();
            assertThat(new Box(0, 0, 900, 600).holds(popup)).as(name).isTrue();
        }
    }
}
