package xooai.designer.canvas;

import atlantafx.base.theme.PrimerLight;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;
import xooai.designer.design.DesignModel;

/// Puts a canvas on a stage, and does things on the thread of JavaFX.
final class Stages {
    private static final long SECONDS = 20;

    private Stages() {}

    /// Does that on the thread of JavaFX and waits for it.
    static <T> T onFx(Callable<T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            FxToolkit.registerPrimaryStage();
            Platform.runLater(() -> {
                try {
                    done.complete(action.call());
                } catch (Exception | AssertionError e) {
                    done.completeExceptionally(e);
                }
            });
            return done.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static void onFx(Runnable action) {
        onFx(() -> {
            action.run();
            return "";
        });
    }

    /// A canvas of 900 by 600 on a stage, laid out, at 100 %, the origin in its corner.
    static FlowCanvas canvas(DesignModel model, CanvasHost host) {
        return onFx(() -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            FlowCanvas canvas = new FlowCanvas(model, host);
            Stage stage = FxToolkit.toolkitContext().getRegisteredStage();
            stage.setScene(new Scene(canvas, 900, 600));
            stage.show();
            canvas.setViewport(new Viewport(0, 0, 1));
            canvas.requestFocus();
            settle(canvas);
            return canvas;
        });
    }

    /// Lays it out as two pulses would: the lines of a text are broken in the first, and its height is used in the
    /// second.
    static void settle(FlowCanvas canvas) {
        for (int pulse = 0; pulse < 2; pulse++) {
            canvas.applyCss();
            canvas.layout();
        }
    }

    /// Waits until that is so on the thread of JavaFX, and fails when it does not come to be.
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!onFx(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come to be within " + SECONDS + " s");
            }
            Thread.onSpinWait();
        }
    }
}
