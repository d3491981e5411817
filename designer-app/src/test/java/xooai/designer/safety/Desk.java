package xooai.designer.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.files.Dialogs;
import xooai.designer.files.FileModel;
import xooai.designer.files.PlannedFileChoices;
import xooai.designer.files.Samples;
import xooai.designer.files.Settings;
import xooai.designer.shared.Notices;
import xooai.flow.FlowSpec;

/// A window of the designer without what is drawn: its models and its keeper, on a thread of their own.
final class Desk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final QuietConcerns concerns = new QuietConcerns();
    final List<String> notices = new ArrayList<>();
    final List<String> questions = new ArrayList<>();
    final PlannedFileChoices choices = new PlannedFileChoices();
    final DesignModel design = new DesignModel(Design.of(FlowSpec.named("flow")));
    final Journals journals;
    final FileModel files;
    final FlowKeeper keeper;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("desk").factory());
    private String answer = "Cancel";

    /// A desk whose settings are in that directory.
    Desk(Path home) {
        journals = new Journals(home.resolve("journals"));
        Samples samples = new Samples(Desk.class.getClassLoader());
        files = new FileModel(
                design, new FileModel.Around(samples, Settings.in(home), choices, this::ask, new Notices() {
                    @Override
                    public void say(String text) {
                        notices.add(text);
                    }

                    @Override
                    public void fail(String text) {
                        notices.add("failed: " + text);
                    }
                }));
        keeper = new FlowKeeper(design, journals, thread, concerns);
        files.setKeeping(keeper);
    }

    private void ask(String title, String text, List<Dialogs.Answer> answers) {
        questions.add(title + ": " + text);
        answers.stream()
                .filter(one -> one.text().equals(answer))
                .findFirst()
                .orElse(answers.getFirst())
                .run()
                .run();
    }

    /// Hears that a journal cannot be read where all can be.
    static void unexpected(String why) {
        assertThat(why).as("what cannot be read").isEmpty();
    }

    /// What every question is answered with from now on.
    void answerWith(String text) {
        answer = text;
    }

    <T> T on(Callable<T> action) {
        try {
            return thread.submit(action).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    void run(Runnable action) {
        on(() -> {
            action.run();
            return true;
        });
    }

    void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!on(holds::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never became so: " + what + "; told " + concerns.told);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    Design now() {
        return on(design::design);
    }

    @Override
    public void close() {
        run(keeper::close);
        thread.shutdown();
    }
}
