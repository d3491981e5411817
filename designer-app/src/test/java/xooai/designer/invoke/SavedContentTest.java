package xooai.designer.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.Content;
import xooai.driver.Context;

/// Content that a person saves is there whole or not at all.
final class SavedContentTest {
    /// Progress that nobody looks at.
    static final Work.Progress UNHEARD = new Work.Progress() {
        @Override
        public void say(String message, double fraction) {}

        @Override
        public Context context() {
            return Context.of(Duration.ofMinutes(1));
        }
    };

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws TimeoutException {
        Platform.setImplicitExit(false);
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void allOfItIsWritten() throws Exception {
        byte[] bytes = new byte[300_000];
        Path file = folder.resolve("out.bin");
        SavedContent.write(Content.ofBytes(bytes, null), file, UNHEARD);
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void whenItIsStoppedWhatWasThereBeforeStaysAndNothingElseIsLeft() throws Exception {
        Path file = Files.writeString(folder.resolve("out.bin"), "before");
        CountDownLatch begun = new CountDownLatch(1);
        Content standing = Content.at("far").from(_ -> new StandingStill(begun));
        CompletableFuture<Outcome<Path>> ended = new CompletableFuture<>();
        Work<Path> work = SavedContent.save(standing, file, ended::complete);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        long stopped = System.nanoTime();
        work.cancel();
        assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofMillis(100));
        until(() -> {
            try (var left = Files.list(folder)) {
                return left.count() == 1;
            }
        });
        assertThat(file).hasContent("before");
    }

    private interface Holds {
        boolean now() throws IOException;
    }

    private static void until(Holds holds) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.now()) {
            assertThat(System.nanoTime()).as("it never became so").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /// Gives some bytes, and then none until its reader is interrupted.
    private static final class StandingStill extends FilterInputStream {
        private final CountDownLatch begun;

        StandingStill(CountDownLatch begun) {
            super(new ByteArrayInputStream(new byte[100_000]));
            this.begun = begun;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count >= 0) {
                return count;
            }
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody counts down");
            } catch (InterruptedException e) {
                throw new java.io.InterruptedIOException("interrupted");
            }
        }
    }
}
