package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Change;
import xooai.designer.runs.RunScope;
import xooai.flow.FlowFile;

/// A run that says something a thousand times a second of two hundred nodes is drawn once a frame, and leaves the
/// thread
/// that draws most of its time.
final class ManyEventsTest {
    private static final int NODES = 200;
    private static final int WORDS_A_SECOND = 5;
    private static final long WANTED = 1500;
    private static final double MOST_OF_A_FRAME = 16;

    @TempDir
    Path home;

    @Test
    void aThousandEventsASecondAreOneRepaintAFrame() throws Exception {
        try (DesignerUi ui = DesignerUi.open(home)) {
            Path file = Files.write(
                    home.resolve("streaming.flow.json"), FlowFile.write(LargeFlows.streaming(NODES, WORDS_A_SECOND)));
            ui.run(() -> ui.designer.models().files.open(file));
            ui.run(() -> ui.designer
                    .models()
                    .input
                    .reset("[{\"text\": \"" + "word ".repeat(500).strip() + "\"}]"));
            AtomicInteger frames = new AtomicInteger();
            AtomicInteger changes = new AtomicInteger();
            Frames cost = DesignerUi.onFx(() -> new Frames(ui.scene()));
            AnimationTimer counter = DesignerUi.onFx(() -> new AnimationTimer() {
                @Override
                public void handle(long now) {
                    frames.incrementAndGet();
                }
            });
            ui.run(() -> ui.designer.models().runs.start(RunScope.WHOLE));
            ui.until("the words pass", () -> passed(ui) > NODES);
            ui.run(() -> {
                ui.designer.models().design.listen(change -> {
                    if (change instanceof Change.OfStatuses) {
                        changes.incrementAndGet();
                    }
                });
                counter.start();
            });
            long before = DesignerUi.onFx(() -> passed(ui));
            double drawing = cost.drawingMillis();
            ui.until("more words pass", () -> passed(ui) > before + WANTED);
            double perFrame = (cost.drawingMillis() - drawing) / Math.max(1, frames.get());
            ui.run(() -> {
                counter.stop();
                ui.designer.models().runs.stop();
            });
            ui.until(
                    "the run ends",
                    () -> !ui.designer.models().runs.runningProperty().get());
            assertThat(changes.get()).isLessThanOrEqualTo(frames.get() + 3);
            assertThat(perFrame).isLessThan(MOST_OF_A_FRAME);
        }
    }

    private static long passed(DesignerUi ui) {
        return ui.designer.models().runs.runs().getFirst().passed().values().stream()
                .mapToLong(passed -> passed.chunks())
                .sum();
    }
}
