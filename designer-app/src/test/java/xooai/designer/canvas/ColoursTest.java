package xooai.designer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.canvas.Stages.onFx;
import static xooai.designer.canvas.Stages.settle;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.designer.design.DesignModel;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.PortInfo;
import xooai.flow.Tint;

/// The contrast of what is drawn, in both themes: 3 to 1 for shapes, 4.5 to 1 for text.
class ColoursTest {
    /// How strong the stylesheet has the colour in a frame and in the bar of its title, over each other.
    private static final double SOFT = 0x1f / 255.0;

    private static final double BAR = 0x40 / 255.0;

    private static final double NOTE = 0x14 / 255.0;

    private final DesignModel model = new DesignModel(TestFlows.three());
    private final FlowCanvas canvas = Stages.canvas(model, new TestHost());

    @AfterEach
    void light() {
        onFx(() -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            canvas.dispose();
        });
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static Color fill(Region region) {
        return (Color) region.getBackground().getFills().getFirst().getFill();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void portsStandOutFromTheNode(boolean dark) {
        Map<PortInfo.Kind, Double> contrasts = onFx(() -> {
            use(dark);
            Color node = canvas.swatches().color("node");
            Map<PortInfo.Kind, Double> found = new LinkedHashMap<>();
            for (PortInfo.Kind kind : PortInfo.Kind.values()) {
                Region port = view().in.shape;
                Looks.set(port, kind);
                settle(canvas);
                found.put(kind, contrast(fill(port), node));
            }
            return found;
        });

        assertThat(contrasts)
                .allSatisfy((kind, contrast) -> assertThat(contrast).isGreaterThanOrEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textsCanBeRead(boolean dark) {
        Map<String, Double> contrasts = onFx(() -> {
            use(dark);
            Color node = canvas.swatches().color("node");
            Map<String, Double> found = new LinkedHashMap<>();
            for (NodeStatus.State state : NodeStatus.State.values()) {
                model.setStatuses(Map.of("e1", NodeStatus.of(state)));
                settle(canvas);
                for (String style : List.of(
                        ".canvas-node-title",
                        ".canvas-node-line",
                        ".canvas-node-state",
                        ".canvas-port-type",
                        ".canvas-port-letter")) {
                    Label label = (Label) Objects.requireNonNull(view().lookup(style));
                    found.put(style + " " + state, contrast((Color) label.getTextFill(), node));
                }
            }
            return found;
        });

        assertThat(contrasts)
                .allSatisfy((what, contrast) -> assertThat(contrast).isGreaterThanOrEqualTo(4.5));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void groupsAndNotesStandOutAndCanBeRead(boolean dark) {
        Map<String, Double> shapes = new LinkedHashMap<>();
        Map<String, Double> texts = new LinkedHashMap<>();
        onFx(() -> {
            use(dark);
            Color back = fill(canvas);
            Color node = canvas.swatches().color("node");
            Color text = canvas.swatches().color("text");
            for (Tint tint : Tint.values()) {
                Color edge = canvas.swatches().color("tint-" + tint.word());
                assertThat(edge).isEqualTo(Color.web(TintInk.edge(tint)));
                shapes.put("edge of " + tint, contrast(edge, back));
                shapes.put("edge of a note " + tint, contrast(edge, node));
                texts.put("title of " + tint, contrast(text, over(edge, SOFT + BAR, back)));
                texts.put("note of " + tint, contrast(text, over(edge, NOTE, node)));
                texts.put("link of " + tint, contrast(link(), over(edge, NOTE, node)));
                texts.put("picture of " + tint, contrast(Color.web("#1f2328"), Color.web(TintInk.fill(tint))));
            }
        });

        assertThat(shapes).allSatisfy((what, contrast) -> assertThat(contrast).isGreaterThanOrEqualTo(3));
        assertThat(texts).allSatisfy((what, contrast) -> assertThat(contrast).isGreaterThanOrEqualTo(4.5));
    }

    private static Color over(Color color, double strength, Color back) {
        return back.interpolate(color, strength);
    }

    private Color link() {
        Text text = new Text("link");
        text.getStyleClass().add("note-link");
        canvas.world().pieces().notes().getChildren().add(text);
        settle(canvas);
        Color color = (Color) text.getFill();
        canvas.world().pieces().notes().getChildren().remove(text);
        return color;
    }

    @Test
    void theThemesDiffer() {
        Color lightNode = onFx(() -> {
            use(false);
            return canvas.swatches().color("node");
        });
        Color darkNode = onFx(() -> {
            use(true);
            return canvas.swatches().color("node");
        });

        assertThat(luminance(lightNode)).isGreaterThan(0.8);
        assertThat(luminance(darkNode)).isLessThan(0.1);
    }

    private void use(boolean dark) {
        Theme theme = dark ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
        Scene scene = canvas.getScene();
        scene.getRoot().applyCss();
        settle(canvas);
    }

    private NodeView view() {
        return Objects.requireNonNull(canvas.world().views().get("e1"));
    }
}
