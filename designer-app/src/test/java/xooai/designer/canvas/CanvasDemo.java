package xooai.designer.canvas;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.Selection;
import xooai.designer.design.Wire;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.Problem;

/// Pictures of the canvas in its states, light and dark, under `target/canvas/`: for looking at.
public final class CanvasDemo {
    private static final Path OUT = Path.of("target", "canvas");

    /// Starts it.
    public static void main(String[] args) {
        Application.launch(Window.class, args);
    }

    private CanvasDemo() {}

    /// The window: apart from the class that is started, which may not be an application on the class path.
    public static final class Window extends Application {
        @Override
        public void start(Stage stage) throws IOException {
            Files.createDirectories(OUT);
            shoot(stage);
            Platform.exit();
        }
    }

    private static void shoot(Stage stage) {
        for (String theme : List.of("light", "dark")) {
            Application.setUserAgentStylesheet(
                    theme.equals("light")
                            ? new PrimerLight().getUserAgentStylesheet()
                            : new PrimerDark().getUserAgentStylesheet());
            few(stage, theme);
            wiring(stage, theme);
            shot(stage, new DesignModel(Design.empty("new")), theme + "-empty", 1, _ -> {});
            many(stage, theme);
        }
    }

    private interface Then {
        void with(FlowCanvas canvas);
    }

    private static void few(Stage stage, String theme) {
        DesignModel model = new DesignModel(diamond());
        model.setDescribe(TestFlows.KNOWN);
        model.setStatuses(Map.of(
                "load", NodeStatus.done(Duration.ofMillis(12)),
                "grey", NodeStatus.of(NodeStatus.State.RUNNING),
                "read", NodeStatus.failed("Tried to call read (http://127.0.0.1:8081/reader): connection refused"),
                "merge", NodeStatus.of(NodeStatus.State.SKIPPED),
                "a_very_long_name_of_a_node_that_will_not_fit", NodeStatus.of(NodeStatus.State.QUEUED),
                "ghost", NodeStatus.of(NodeStatus.State.NOT_CONFIGURED)));
        model.setProblems(List.of(new Problem("ghost", "the class samples.Missing is not there")));
        model.select(new Selection(java.util.Set.of("grey"), java.util.Set.of(new Wire("load", "read"))));
        shot(stage, model, theme + "-few", 1, _ -> {});
        shot(stage, model, theme + "-short", 0.5, _ -> {});
        shot(stage, model, theme + "-far", 0.3, _ -> {});
        shot(stage, model, theme + "-near", 2, _ -> {});
    }

    private static Design diamond() {
        FlowSpec spec = FlowSpec.named("demo")
                .plus(TestFlows.node("load", TestFlows.PICTURES))
                .plus(TestFlows.node("grey", TestFlows.PICTURES, "load").withOn("grey"))
                .plus(TestFlows.node("read", TestFlows.READER, "load").withOn("reader"))
                .plus(NodeSpec.of("merge", null)
                        .withNeeds(TestFlows.node("x", "", "grey", "read").needs()))
                .plus(TestFlows.node("a_very_long_name_of_a_node_that_will_not_fit", TestFlows.TEXTS, "merge"))
                .plus(TestFlows.node("ghost", "class:samples.Missing"))
                .plus(TestFlows.node("inner", "flow:inner/words.flow.json", "ghost"))
                .withView(Map.of(
                        "load", new Point(0, 80),
                        "grey", new Point(296, 0),
                        "read", new Point(296, 160),
                        "merge", new Point(592, 80),
                        "a_very_long_name_of_a_node_that_will_not_fit", new Point(592, 248),
                        "ghost", new Point(0, 328),
                        "inner", new Point(296, 328)));
        return Design.of(spec);
    }

    private static void wiring(Stage stage, String theme) {
        DesignModel model = new DesignModel(TestFlows.three());
        model.setDescribe(TestFlows.KNOWN);
        shot(stage, model, theme + "-wiring", 1, canvas -> {
            CanvasMouse mouse = new CanvasMouse(canvas);
            mouse.press(canvas.pointOf(new PortRef("e1", PortRef.Side.OUT)));
            mouse.drag(canvas.pointOf(new PortRef("e3", PortRef.Side.IN)).add(4, 4));
        });
    }

    private static void many(Stage stage, String theme) {
        DesignModel model = new DesignModel(TestFlows.many(5000));
        model.setDescribe(TestFlows.KNOWN);
        shot(stage, model, theme + "-many", 0.1, _ -> {});
        shot(stage, model, theme + "-many-near", 0.7, _ -> {});
    }

    private static void shot(Stage stage, DesignModel model, String name, double zoom, Then then) {
        FlowCanvas canvas = new FlowCanvas(model, new TestHost());
        stage.setScene(new Scene(canvas, 1000, 640));
        stage.show();
        canvas.setViewport(new Viewport(-60, -60, zoom));
        canvas.applyCss();
        canvas.layout();
        then.with(canvas);
        canvas.applyCss();
        canvas.layout();
        canvas.far().repaint();
        write(canvas.snapshot(null, null), OUT.resolve(name + ".png"));
        canvas.dispose();
    }

    private static void write(WritableImage image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        try {
            ImageIO.write(copy, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
