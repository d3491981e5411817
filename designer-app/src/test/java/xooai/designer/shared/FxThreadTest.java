package xooai.designer.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

final class FxThreadTest {
    private static final int ASKED = 10_000;

    @BeforeAll
    static void start() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void howeverOftenItIsAskedItRunsOnceAFrame() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger frames = new AtomicInteger();
        CountDownLatch seen = new CountDownLatch(5);
        Runnable paint = FxThread.onceAFrame(() -> {
            runs.incrementAndGet();
            seen.countDown();
        });
        AnimationTimer counting = new AnimationTimer() {
            @Override
            public void handle(long now) {
                frames.incrementAndGet();
            }
        };
        FxThread.run(counting::start);
        while (seen.getCount() > 0) {
            for (int i = 0; i < ASKED; i++) {
                paint.run();
            }
        }
        assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
        FxThread.run(counting::stop);
        assertThat(runs.get()).isLessThanOrEqualTo(frames.get() + 1);
    }
}
