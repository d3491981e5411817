package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.canvas.Stages.onFx;
import static xooai.designer.canvas.Stages.settle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.designer.wires.Converter;
import xooai.executor.Executors;
import xooai.flow.FlowSpec;
import xooai.flow.Point;

/// What is said while a wire is drawn, and when it does not fit; on a real canvas.
@Tag("window")
class WiringTest {
    private static final Point2D EMPTY = new Point2D(150, 450);

    private final DesignModel model = new DesignModel(flow());
    private final TestHost host = new TestHost();
    private final FlowCanvas canvas = Stages.canvas(model, host);
    private final CanvasMouse mouse = new CanvasMouse(canvas);

    /// e1 gives texts; e2 takes texts, each one, pictures pictures; reader makes texts of pictures.
    private static Design flow() {
        FlowSpec spec = FlowSpec.named("wiring")
                .plus(TestFlows.node("e1", TestFlows.TEXTS))
                .plus(TestFlows.node("e2", TestFlows.TEXTS))
                .plus(TestFlows.node("each", TestFlows.EACH))
                .plus(TestFlows.node("pictures", TestFlows.PICTURES))
                .withView(Map.of(
                        "e1", new Point(40, 40),
                        "e2", new Point(400, 40),
                        "each", new Point(400, 200),
                        "pictures", new Point(400, 360)));
        return Design.of(spec);
    }

    @BeforeEach
    void describe() {
        onFx(() -> {
            model.setDescribe(node -> Converter.USE.equals(node.use())
                    ? Executors.describe(
                            getClass().getClassLoader(), Converter.USE.substring("class:".length()), node.config())
                    : TestFlows.KNOWN.apply(node));
            settle(canvas);
        });
    }

    @AfterEach
    void dispose() {
        onFx(() -> canvas.dispose());
    }

    private static PortRef in(String node) {
        return new PortRef(node, PortRef.Side.IN);
    }

    private static PortRef out(String node) {
        return new PortRef(node, PortRef.Side.OUT);
    }

    private void dragTo(Point2D point) {
        mouse.press(canvas.pointOf(out("e1")));
        mouse.drag(point);
        settle(canvas);
    }

    private Set<String> port(String node) {
        NodeView view = Objects.requireNonNull(canvas.world().views().get(node));
        return view.in.shape.getPseudoClassStates().stream()
                .map(state -> state.getPseudoClassName())
                .collect(Collectors.toSet());
    }

    private Button button(String id) {
        return (Button) Objects.requireNonNull(canvas.lookup(id), id);
    }

    @Test
    void theChipSaysOkHowItConvertsOrWhyNot() {
        onFx(() -> {
            dragTo(canvas.pointOf(in("e2")));
            assertThat(canvas.chipText()).isEqualTo("OK");
            mouse.drag(canvas.pointOf(in("each")));
            assertThat(canvas.chipText()).isEqualTo("converts DocArray<Text> → Text");
            mouse.drag(canvas.pointOf(in("pictures")));
            assertThat(canvas.chipText()).isEqualTo("pictures takes Image, and is given Text");
            mouse.drag(EMPTY);
            assertThat(canvas.chipText()).isNull();
        });
    }

    @Test
    void fittingPortsGrowThoseThatConvertAreHalfFilledTheOthersFade() {
        onFx(() -> {
            dragTo(EMPTY);
            assertThat(port("e2")).contains("fitting").doesNotContain("converting", "refused");
            assertThat(port("each")).contains("converting").doesNotContain("fitting", "refused");
            assertThat(port("pictures")).contains("refused");
            mouse.release(EMPTY);
            assertThat(port("each")).doesNotContain("converting");
        });
    }

    @Test
    void f1SaysItFieldByField() {
        onFx(() -> {
            dragTo(canvas.pointOf(in("pictures")));
            assertThat(canvas.fieldsText()).isNull();
            mouse.key(KeyCode.F1);
            assertThat(canvas.fieldsText()).isEqualTo("the doc does not fit: needs Image, gets Text");
            mouse.drag(canvas.pointOf(in("e2")));
            assertThat(canvas.fieldsText()).isEqualTo("the doc fits: needs DocArray<Text>, gets DocArray<Text>");
        });
    }

    @Test
    void theChipIsNeverOverTheNodeItSpeaksOfAndStaysInView() {
        onFx(() -> {
            for (String node : List.of("e2", "each", "pictures")) {
                for (Point2D by : List.of(new Point2D(0, 0), new Point2D(90, 20), new Point2D(190, -30))) {
                    dragTo(canvas.pointOf(in(node)).add(by));
                    Node chip = Objects.requireNonNull(canvas.lookup("#canvas-chip"));
                    Bounds shown = chip.getBoundsInParent();
                    assertThat(canvas.chipText()).isNotNull();
                    assertThat(shown.intersects(canvas.boundsOf(node)))
                            .as("%s %s", node, by)
                            .isFalse();
                    assertThat(canvas.getLayoutBounds().contains(shown)).isTrue();
                    mouse.key(KeyCode.ESCAPE);
                }
            }
        });
    }

    @Test
    void theEndSnapsToTheBestPortWithinReach() {
        onFx(() -> {
            model.apply(new Edit.MoveNodes(Map.of("pictures", new Point(400, 40), "e2", new Point(400, 72))));
            settle(canvas);
            // Between two ports, nearer to the one that does not fit.
            dragTo(canvas.pointOf(in("pictures")).add(-20, 12));
            assertThat(canvas.chipText()).isEqualTo("OK");
            mouse.release(canvas.pointOf(in("pictures")).add(-20, 12));
        });

        assertThat(model.design().wires()).containsExactly(new Wire("e1", "e2"));
    }

    @Test
    void aRefusedWireChangesNothingAndIsMendedByAConverter() {
        onFx(() -> {
            model.apply(new Edit.SetUse("pictures", Converter.USE));
            model.apply(new Edit.SetConfig("pictures", Map.of("type", "Bill")));
            settle(canvas);
            Design before = model.design();
            model.apply(new Edit.Connect("e1", "pictures"));
            settle(canvas);
            // What a converter without fields gives is a Bill, which no text is.
            mouse.dragFromTo(canvas.pointOf(out("pictures")), canvas.pointOf(in("e2")));
            assertThat(canvas.noticeText()).isEqualTo("e2 takes Text, and is given Bill");
            assertThat(model.design().wires()).hasSize(before.wires().size() + 1);
            assertThat(button("#wire-insert").isVisible())
                    .as("nothing of it can become a text")
                    .isFalse();
            assertThat(button("#wire-change").isVisible()).isTrue();
        });
    }

    @Test
    void theFixesOfANoticeAreButtonsThatKeysReach() {
        onFx(() -> {
            model.apply(new Edit.SetUse("pictures", Converter.USE));
            model.apply(new Edit.SetConfig(
                    "pictures",
                    Map.of("type", "Bill", "fields", List.of(Map.of("to", "title", "set", "x", "as", "STRING")))));
            settle(canvas);
            int steps = model.history().position();
            mouse.dragFromTo(canvas.pointOf(out("pictures")), canvas.pointOf(in("e2")));
            assertThat(model.history().position()).isEqualTo(steps);
            Button insert = button("#wire-insert");
            assertThat(insert.isVisible() && insert.isFocusTraversable()).isTrue();
            insert.requestFocus();
            insert.fire();
            assertThat(canvas.noticeText()).isNull();
        });

        assertThat(model.design().wires())
                .containsExactlyInAnyOrder(new Wire("pictures", "convert"), new Wire("convert", "e2"));
        assertThat(model.ports().misfits()).isEmpty();
        assertThat(model.history().undoTitle()).isEqualTo("Insert converter pictures → e2");
    }

    @Test
    void aNoticeGoesByItselfAndByEscape() {
        onFx(() -> {
            mouse.dragFromTo(canvas.pointOf(out("e1")), canvas.pointOf(in("pictures")));
            assertThat(canvas.noticeText()).isNotNull();
            mouse.key(KeyCode.ESCAPE);
            assertThat(canvas.noticeText()).isNull();
            mouse.dragFromTo(canvas.pointOf(out("e1")), canvas.pointOf(in("pictures")));
            assertThat(canvas.noticeText()).isNotNull();
        });
        Stages.until(() -> canvas.noticeText() == null);
    }

    @Test
    void anotherTypeIsAskedForAtTheWindow() {
        onFx(() -> {
            mouse.dragFromTo(canvas.pointOf(out("e1")), canvas.pointOf(in("pictures")));
            button("#wire-change").fire();
        });

        assertThat(host.changes).containsExactly(new Wire("e1", "pictures"));
    }

    @Test
    void aWireThatDoesNotFitIsMarkedAndSaysWhy() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "pictures"));
            settle(canvas);
        });

        WireView view = Objects.requireNonNull(canvas.world().view(new Wire("e1", "pictures")));
        assertThat(view.getAccessibleText())
                .isEqualTo(
                        "Wire from e1 out Text to pictures in, does not fit: pictures takes Image, and is given Text");
        assertThat(canvas.lookupAll(".canvas-wire-mark")).hasSize(1);
        onFx(() -> {
            Bounds mark =
                    canvas.lookup(".canvas-wire-mark").localToScene(new javafx.geometry.BoundingBox(0, 0, 18, 18));
            mouse.click(canvas.sceneToLocal(new Point2D(mark.getCenterX(), mark.getCenterY())));
            assertThat(canvas.noticeText()).isEqualTo("pictures takes Image, and is given Text");
            model.undo();
            settle(canvas);
            assertThat(canvas.lookupAll(".canvas-wire-mark")).isEmpty();
            assertThat(canvas.noticeText()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 4})
    void portsAndWiresAreHitByPixelsOfTheScreenAtAnyZoom(double zoom) {
        onFx(() -> {
            model.apply(new Edit.MoveNodes(Map.of("e2", new Point(3040, 40))));
            model.apply(new Edit.Connect("e1", "e2"));
            Point from = Geometry.port(model.design().position("e1"), PortRef.Side.OUT);
            canvas.setViewport(new Viewport(from.x() - 300 / zoom, from.y() - 200 / zoom, zoom));
            settle(canvas);
            Point2D port = canvas.pointOf(out("e1"));
            assertThat(startsWireAt(port.add(6, -6))).isTrue();
            assertThat(startsWireAt(port.add(8, -8))).isFalse();

            mouse.click(port.add(100, 5));
            assertThat(model.selection()).isEqualTo(Selection.of(new Wire("e1", "e2")));
            mouse.click(port.add(100, 9));
            assertThat(model.selection().isEmpty()).isTrue();
        });
    }

    private boolean startsWireAt(Point2D point) {
        mouse.click(point);
        mouse.move(point.add(90, 70));
        boolean drawn =
                Objects.requireNonNull(canvas.lookup(".canvas-new-wire")).isVisible();
        mouse.key(KeyCode.ESCAPE);
        return drawn;
    }

    @Test
    void whileAWireIsPointedAtItsPathStaysAndTheRestFades() {
        onFx(() -> {
            model.apply(new Edit.Connect("e1", "e2"));
            model.apply(new Edit.Connect("e1", "each"));
            settle(canvas);
            mouse.move(canvas.pointOf(out("e1")).midpoint(canvas.pointOf(in("e2"))));
            assertThat(faded()).containsExactlyInAnyOrder("each", "pictures");
            mouse.move(EMPTY);
            assertThat(faded()).isEmpty();
        });
    }

    private List<String> faded() {
        return canvas.world().views().entrySet().stream()
                .filter(view -> view.getValue().getPseudoClassStates().contains(Looks.FADED))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void connectingASelectionThatDoesNotFitSaysWhyWithItsFixes() {
        onFx(() -> {
            model.select(Selection.ofNodes(Set.of("e1", "pictures")));
            mouse.holding(CanvasMouse.Held.MENU).key(KeyCode.L);
        });

        assertThat(model.design().wires()).isEmpty();
        assertThat(canvas.noticeText()).isEqualTo("pictures takes Image, and is given Text");
        onFx(() -> {
            model.select(Selection.ofNodes(Set.of("e1", "e2")));
            mouse.key(KeyCode.L);
        });
        assertThat(model.design().wires()).containsExactly(new Wire("e1", "e2"));
    }
}
