package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.canvas.Stages.onFx;
import static xooai.designer.canvas.Stages.settle;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.javafx.FontIcon;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.NodeStatus.State;
import xooai.flow.Point;

/// Each state of a node is told by an icon and words of its own, and by a colour besides.
class NodeStatesTest {
    private final DesignModel model = new DesignModel(TestFlows.three());
    private final FlowCanvas canvas = Stages.canvas(model, new TestHost());

    @AfterEach
    void dispose() {
        onFx(() -> canvas.dispose());
    }

    private Label shown(NodeStatus status) {
        return onFx(() -> {
            model.setStatuses(Map.of("e1", status));
            settle(canvas);
            NodeView view = Objects.requireNonNull(canvas.world().views().get("e1"));
            return (Label) view.lookup(".canvas-node-state");
        });
    }

    @Test
    void noTwoStatesHaveOneIconOrOneText() {
        assertThat(Arrays.stream(State.values()).map(Looks::icon)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(State.values()).map(State::text)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void aStateIsAnIconAColourAndAText(State state) {
        Label label = shown(NodeStatus.of(state));

        assertThat(label.getText()).isEqualTo(state.text());
        assertThat(label.getGraphic()).isInstanceOfSatisfying(FontIcon.class, icon -> {
            assertThat(icon.getIconCode()).isEqualTo(Looks.icon(state));
            assertThat(icon.getIconColor()).isNotNull();
        });
        assertThat(onFx(this::spoken)).contains(state.text());
    }

    private String spoken() {
        return String.valueOf(
                Objects.requireNonNull(canvas.world().views().get("e1")).getAccessibleText());
    }

    @Test
    void whatGoesWellWhatWaitsAndWhatFailedAreOfDifferentColours() {
        Set<Paint> colours = new HashSet<>();
        for (State state :
                new State[] {State.READY, State.STALE, State.RUNNING, State.DONE, State.PINNED, State.FAILED}) {
            colours.add(((FontIcon) shown(NodeStatus.of(state)).getGraphic()).getIconColor());
        }

        assertThat(colours).hasSize(6);
    }

    @Test
    void aPortSaysItsKindByShapeLetterAndColour() {
        onFx(() -> {
            model.setDescribe(TestFlows.KNOWN);
            model.apply(new Edit.AddNode(TestFlows.node("each", TestFlows.EACH), new Point(40, 400)));
            settle(canvas);
            settle(canvas);
        });
        PortView texts = port("e1");
        PortView pictures = port("e3");
        PortView one = port("each");

        assertThat(texts.letter.getText()).isEqualTo("T");
        assertThat(pictures.letter.getText()).isEqualTo("I");
        assertThat(fills(texts)).isNotEqualTo(fills(pictures));
        assertThat(fills(one)).as("a whole circle for one doc").hasSize(1);
        assertThat(fills(texts)).as("a double circle for an array").hasSize(3);
        assertThat(texts.shape.getBoundsInParent().getCenterX()).isZero();
        assertThat(texts.shape.getWidth()).isEqualTo(10);
    }

    private PortView port(String node) {
        return Objects.requireNonNull(canvas.world().views().get(node)).in;
    }

    private List<Paint> fills(PortView port) {
        return onFx(() -> port.shape.getBackground().getFills().stream()
                .map(BackgroundFill::getFill)
                .toList());
    }

    @Test
    void doneSaysItsTimeAndFailedTheFirstLineOfTheError() {
        assertThat(shown(NodeStatus.done(Duration.ofMillis(12))).getText()).isEqualTo("done in 12 ms");
        assertThat(shown(NodeStatus.failed("no such file\nat line 7")).getText())
                .isEqualTo("no such file");
    }

    /// From afar there is neither icon nor text: a strip at the left border has parts of its own.
    @Test
    void fromAfarStatesAreToldByMoreThanTheirColour() {
        List<State> states = List.of(State.DONE, State.FROM_CACHE, State.PINNED, State.STALE, State.RUNNING);

        assertThat(states.stream().map(this::strip)).doesNotHaveDuplicates();
    }

    /// Where the strip of e1 is painted, from top to bottom.
    private String strip(State state) {
        return onFx(() -> {
            canvas.setViewport(new Viewport(-100, -100, 0.25));
            model.setStatuses(Map.of("e1", NodeStatus.of(state)));
            settle(canvas);
            canvas.far().repaint();
            WritableImage picture = canvas.snapshot(null, null);
            Bounds node = canvas.boundsOf("e1");
            Color plain = canvas.swatches().color("node");
            StringBuilder strip = new StringBuilder();
            for (int y = 2; y < node.getHeight() - 2; y++) {
                Color there = picture.getPixelReader()
                        .getColor((int) Math.round(node.getMinX()) + 2, (int) Math.round(node.getMinY()) + y);
                strip.append(there.equals(plain) ? ' ' : '#');
            }
            return strip.toString();
        });
    }
}
