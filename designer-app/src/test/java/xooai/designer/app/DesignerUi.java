package xooai.designer.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import xooai.codec.Response;
import xooai.designer.canvas.PortRef;
import xooai.designer.files.PlannedFileChoices;
import xooai.designer.files.Settings;
import xooai.designer.shared.FxThread;

/// The designer in a window of a test, with a mouse and a keyboard: what it does, it does as a person would.
///
/// Everything waits until the window has come to rest; nothing waits for a time.
final class DesignerUi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static boolean started;

    final PlannedFileChoices choices = new PlannedFileChoices();
    final Designer designer;
    private final Stage stage;
    private final Scene scene;
    private final Robot robot;

    private DesignerUi(Path home, double width, double height, Rectangle2D screen) {
        Settings settings = Settings.in(home);
        settings.set("window.width", width);
        settings.set("window.height", height);
        settings.set("theme", "light");
        settings.set("welcomed", "yes");
        stage = new Stage();
        designer = new Designer(stage, settings, choices, DesignerUi.class.getClassLoader(), environment(home));
        designer.window().setScreen(() -> screen);
        scene = designer.show();
        stage.setX(0);
        stage.setY(0);
        robot = new Robot();
    }

    /// The environment, with what is kept of content in that directory and not in the user's.
    private static Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        return environment;
    }

    /// An open window with the first sample, its settings in that directory.
    static DesignerUi open(Path home) {
        return open(home, 1000, 900);
    }

    static DesignerUi open(Path home, double width, double height) {
        return open(home, width, height, new Rectangle2D(0, 0, 10_000, 10_000));
    }

    /// An open window that is to be so large, on a screen of its own.
    static DesignerUi open(Path home, double width, double height, Rectangle2D screen) {
        startPlatform();
        DesignerUi ui = onFx(() -> new DesignerUi(home, width, height, screen));
        ui.run(() -> ui.designer.openFirst(null, "diamond"));
        ui.until(
                "the executors are described",
                () -> ui.designer.models().catalog.locals().stream()
                        .allMatch(local -> local.description() != null || local.failure() != null));
        ui.settle();
        return ui;
    }

    private static synchronized void startPlatform() {
        if (!started) {
            CountDownLatch up = new CountDownLatch(1);
            try {
                Platform.startup(up::countDown);
            } catch (IllegalStateException _) {
                // Another test of this JVM started it.
                up.countDown();
            }
            Platform.setImplicitExit(false);
            await(up);
            started = true;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the platform does not start");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T onFx(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        FxThread.run(task);
        try {
            return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    void run(Runnable action) {
        onFx(() -> {
            action.run();
            return true;
        });
        settle();
    }

    /// Waits until all that was asked for on the FX thread is done, and laid out.
    void settle() {
        idle();
        onFx(() -> {
            designer.inspector().catchUp();
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return true;
        });
    }

    /// Waits until all that was asked for on the FX thread is done.
    private void idle() {
        for (int i = 0; i < 2; i++) {
            CountDownLatch done = new CountDownLatch(1);
            FxThread.later(done::countDown);
            await(done);
        }
    }

    void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!onFx(holds::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never became so: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
        settle();
    }

    Scene scene() {
        return scene;
    }

    Robot robot() {
        return robot;
    }

    Node find(String selector) {
        Node found = onFx(() -> scene.getRoot().lookupAll(selector).stream()
                .filter(DesignerUi::isShown)
                .findFirst()
                .orElse(null));
        if (found == null) {
            throw new AssertionError("there is no visible " + selector);
        }
        return found;
    }

    /// The node of that name on the canvas.
    Node node(String name) {
        return onFx(() -> scene.getRoot().lookupAll(".canvas-node").stream()
                .filter(node -> name.equals(node.getUserData()) && isShown(node))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no node " + name + " in view")));
    }

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    Point2D middle(Node node) {
        return onFx(() -> {
            Bounds bounds = node.localToScene(node.getLayoutBounds());
            return new Point2D(bounds.getCenterX(), bounds.getCenterY());
        });
    }

    Point2D port(String node, PortRef.Side side) {
        return onFx(() -> designer.pointOf(node, side));
    }

    void click(String selector) {
        click(middle(find(selector)));
    }

    void click(Point2D at) {
        move(at);
        press();
        release();
    }

    void doubleClick(Point2D at) {
        click(at);
        press();
        release();
    }

    void drag(Point2D from, Point2D to) {
        move(from);
        press();
        move(from.interpolate(to, 0.2));
        move(from.interpolate(to, 0.6));
        move(to);
        release();
    }

    void move(Point2D at) {
        onFx(() -> {
            robot.mouseMove(scene.getRoot().localToScreen(at));
            return true;
        });
        idle();
    }

    void press() {
        onFx(() -> {
            // The press would close it, and a headless robot fails that loses the window under it, now or while it
            // moved.
            designer.peeks().hide();
            robot.mouseMove(robot.getMousePosition());
            robot.mousePress(MouseButton.PRIMARY);
            return true;
        });
        idle();
    }

    void release() {
        run(() -> robot.mouseRelease(MouseButton.PRIMARY));
    }

    void key(KeyCode... codes) {
        run(() -> {
            for (KeyCode code : codes) {
                robot.keyPress(code);
            }
            for (int i = codes.length - 1; i >= 0; i--) {
                robot.keyRelease(codes[i]);
            }
        });
    }

    /// Types into what has the focus.
    void type(String text) {
        run(() -> text.chars().forEach(letter -> {
            KeyCode code = letter == ' '
                    ? KeyCode.SPACE
                    : KeyCode.getKeyCode(Character.toString(letter).toUpperCase(Locale.ROOT));
            robot.keyType(code);
        }));
    }

    /// The row of the palette with that title, brought into view by the search.
    Node paletteRow(String title) {
        run(() -> {
            designer.palette().focusSearch();
            ((TextField) find("#palette-search")).setText(title);
        });
        Node found = onFx(() -> scene.getRoot().lookupAll(".item-title").stream()
                .filter(node -> node instanceof Label label && label.getText().equals(title) && isShown(node))
                .findFirst()
                .orElse(null));
        if (found == null) {
            throw new AssertionError("the palette has no row " + title);
        }
        return found;
    }

    /// Drags a row of the palette to that place of the canvas, in shares of its width and height.
    void dragToCanvas(String title, double x, double y) {
        Bounds canvas =
                onFx(() -> designer.canvas().localToScene(designer.canvas().getLayoutBounds()));
        drag(
                middle(paletteRow(title)),
                new Point2D(canvas.getMinX() + x * canvas.getWidth(), canvas.getMinY() + y * canvas.getHeight()));
    }

    void wire(String from, String to) {
        drag(port(from, PortRef.Side.OUT), port(to, PortRef.Side.IN));
    }

    /// How the last run ended.
    Response lastRun() {
        Response response = onFx(() -> designer.models().runs.runs().getFirst().response());
        if (response == null) {
            throw new AssertionError("the run goes on");
        }
        return response;
    }

    /// Does an action as its key or menu does.
    void act(String id) {
        run(() -> designer.actions().registry().get(id).runIfEnabled());
    }

    @Override
    public void close() {
        onFx(() -> {
            designer.close();
            return true;
        });
    }
}
