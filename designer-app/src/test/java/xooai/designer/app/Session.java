package xooai.designer.app;

import java.util.Comparator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.robot.Robot;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.canvas.Viewport;
import xooai.designer.shared.FxThread;

/// A hand that pans, zooms and drags on the canvas for a while, with a mouse of 125 reports a second.
///
/// The mouse is the robot's, so that events come as from a real one; where there is no display, a turn of the wheel
/// with
/// Ctrl held is fired at the canvas, as the headless platform has no held keys.
final class Session {
    private static final long REPORT = 8_000_000;
    /// How far the hand goes from where it began, to each side.
    private static final double REACH = 90;

    /// How far it goes in a report, in pixels: more than a step of the grid in each frame, as otherwise a drag at 100 %
    /// has frames in which nothing changes and so nothing is painted.
    private static final double STEP = 6;

    /// What the hand does.
    enum Act {
        PAN("pan"),
        ZOOM("zoom"),
        DRAG_ONE("drag a node"),
        DRAG_ALL("drag all nodes");

        final String text;

        Act(String text) {
            this.text = text;
        }
    }

    private final DesignerUi ui;
    private final Frames frames;
    private final Robot robot;
    private final FlowCanvas canvas;
    private final boolean headless = "Headless".equals(System.getProperty("glass.platform"));

    Session(DesignerUi ui, Frames frames) {
        this.ui = ui;
        this.frames = frames;
        this.robot = ui.robot();
        this.canvas = ui.designer.canvas();
    }

    /// Does that, from that zoom, for so many milliseconds after some that do not count.
    Frames.Cost measure(Act act, double zoom, long warm, long millis) {
        lookAtMiddle(zoom);
        Point2D start = start(act);
        ui.move(start);
        press(act);
        moves(act, start, warm);
        frames.start();
        moves(act, start, millis);
        Frames.Cost cost = frames.stop();
        release(act);
        return cost;
    }

    /// Looks at the middle of the flow; at all of it for a zoom of 0.
    private void lookAtMiddle(double zoom) {
        ui.run(() -> {
            canvas.showAll();
            if (zoom > 0) {
                Viewport all = canvas.viewport();
                double x = all.worldX(canvas.getWidth() / 2);
                double y = all.worldY(canvas.getHeight() / 2);
                canvas.setViewport(
                        new Viewport(x - canvas.getWidth() / 2 / zoom, y - canvas.getHeight() / 2 / zoom, zoom));
            }
        });
    }

    private Point2D start(Act act) {
        return DesignerUi.onFx(() -> {
            Point2D middle = new Point2D(canvas.getWidth() / 2, canvas.getHeight() / 2);
            boolean onNode = act == Act.DRAG_ONE || act == Act.DRAG_ALL;
            return canvas.localToScene(onNode ? nodeNear(middle) : middle);
        });
    }

    private Point2D nodeNear(Point2D middle) {
        return ui.designer.models().design.design().names().stream()
                .map(canvas::boundsOf)
                .map(Session::grip)
                .min(Comparator.comparingDouble(middle::distance))
                .orElse(middle);
    }

    /// Where a node is taken hold of: not by its ports.
    private static Point2D grip(Bounds bounds) {
        return new Point2D(bounds.getCenterX(), bounds.getMinY() + bounds.getHeight() * 0.2);
    }

    private void press(Act act) {
        if (act == Act.DRAG_ALL) {
            ui.run(ui.designer.models().design::selectAll);
        } else {
            ui.run(() -> ui.designer.models().design.select(xooai.designer.design.Selection.NONE));
        }
        if (act != Act.ZOOM) {
            ui.run(() -> robot.mousePress(act == Act.PAN ? MouseButton.MIDDLE : MouseButton.PRIMARY));
        } else if (!headless) {
            ui.run(() -> robot.keyPress(KeyCode.CONTROL));
        }
    }

    private void release(Act act) {
        if (act == Act.ZOOM && !headless) {
            ui.run(() -> robot.keyRelease(KeyCode.CONTROL));
        } else if (act != Act.ZOOM) {
            ui.run(() -> robot.mouseRelease(act == Act.PAN ? MouseButton.MIDDLE : MouseButton.PRIMARY));
        }
        if (act == Act.DRAG_ONE || act == Act.DRAG_ALL) {
            ui.act("edit.undo");
        }
    }

    private void moves(Act act, Point2D start, long millis) {
        if (act == Act.ZOOM) {
            reports(millis, i -> zoom(start, i));
        } else {
            reports(
                    millis,
                    i -> robot.mouseMove(ui.scene()
                            .getRoot()
                            .localToScreen(start.add(swing(i * STEP, REACH), swing(i * STEP, REACH * 0.7)))));
        }
    }

    /// Where one is who goes to and fro between two ends, after that way.
    private static double swing(double way, double reach) {
        double at = way % (4 * reach);
        return at < reach ? at : at < 3 * reach ? 2 * reach - at : at - 4 * reach;
    }

    /// Every second report a notch: some out, some in, and so on.
    private void zoom(Point2D at, int i) {
        if (i % 2 != 0) {
            return;
        }
        int notch = i / 2 % 12 < 6 ? 1 : -1;
        if (!headless) {
            robot.mouseWheel(notch);
            return;
        }
        Point2D local = canvas.sceneToLocal(at);
        Event.fireEvent(canvas, wheel(canvas, local, -40 * notch));
    }

    private static ScrollEvent wheel(FlowCanvas canvas, Point2D at, double by) {
        Point2D scene = canvas.localToScene(at);
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                scene.getX(),
                scene.getY(),
                scene.getX(),
                scene.getY(),
                false,
                true,
                false,
                false,
                false,
                false,
                0,
                by,
                0,
                by,
                40,
                40,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                new PickResult(canvas, scene.getX(), scene.getY()));
    }

    /// Reports of the mouse for so many milliseconds; one that is not taken yet is not followed by another.
    private static void reports(long millis, IntConsumer report) {
        long end = System.nanoTime() + millis * 1_000_000;
        Semaphore taken = new Semaphore(1);
        long next = System.nanoTime();
        for (int i = 0; System.nanoTime() < end; i++) {
            int number = i;
            taken.acquireUninterruptibly();
            FxThread.later(() -> {
                report.accept(number);
                taken.release();
            });
            next = Math.max(next + REPORT, System.nanoTime());
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
        taken.acquireUninterruptibly();
    }
}
