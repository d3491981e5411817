package xooai.designer.tests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.designer.design.Change;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.invoke.Engine;
import xooai.designer.shared.FxThread;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.flow.Drawing;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.TestCase;
import xooai.flow.TestCases;
import xooai.test.TestDraft;
import xooai.test.TestResult;

/// The tests of the flow, and what came of each. Confined to the FX thread.
public final class TestsModel {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final DesignModel design;
    private final Engine engine;
    private final Supplier<Path> directory;
    private final Notices notices;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final Map<String, Known> known = new LinkedHashMap<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private @Nullable Work<Boolean> work;

    /// A test as it is shown.
    ///
    /// @param test the test
    /// @param verdict what is known of it
    /// @param result what came of it; null before
    public record Row(
            TestCase test, Verdict verdict, @Nullable TestResult result) {}

    /// What is known of a test.
    public enum Verdict {
        NOT_RUN("not run"),
        RUNNING("running"),
        PASSED("passed"),
        FAILED("failed"),
        /// The flow or the test was changed since.
        OUTDATED("changed since");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /// The verdict as a person reads it.
        public String text() {
            return text;
        }
    }

    /// What came of a test on a flow; no result while it runs.
    private record Known(FlowSpec meaning, @Nullable TestResult result) {}

    /// The tests of that design.
    ///
    /// @param directory where the file of the flow is
    public TestsModel(DesignModel design, Engine engine, Supplier<Path> directory, Notices notices) {
        this.design = design;
        this.engine = engine;
        this.directory = directory;
        this.notices = notices;
        design.listen(change -> {
            if (change instanceof Change.OfDesign) {
                refresh();
            }
        });
        refresh();
    }

    /// The tests, in order of the file.
    public ObservableList<Row> rows() {
        return rows;
    }

    /// Whether tests run.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// How they stand, such as `2 of 3 passed`; empty while there are none.
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// Forgets what came of them, as when another flow is opened.
    public void clear() {
        stop();
        known.clear();
        refresh();
    }

    /// Runs all.
    public void runAll() {
        run(TestCases.of(design.design().spec()));
    }

    /// Runs the test of that name alone.
    public void run(String name) {
        run(TestCases.of(design.design().spec()).stream()
                .filter(test -> test.name().equals(name))
                .toList());
    }

    /// Stops those that run.
    public void stop() {
        if (work != null) {
            work.cancel();
        }
    }

    private void run(List<TestCase> tests) {
        if (running.get()) {
            return;
        }
        if (tests.isEmpty()) {
            notices.say("The flow has no tests yet: run it, then make a test of the run");
            return;
        }
        FlowSpec spec = design.design().spec();
        FlowSpec meaning = meaning(spec);
        FlowSettings settings = engine.settings();
        tests.forEach(test -> known.put(test.name(), new Known(meaning, null)));
        running.set(true);
        refresh();
        work = Work.start(
                "test " + spec.name(),
                LONGEST,
                progress -> {
                    engine.test(
                            spec,
                            settings,
                            tests,
                            progress.context(),
                            result -> FxThread.run(() -> {
                                known.put(result.test().name(), new Known(meaning, result));
                                refresh();
                            }));
                    return true;
                },
                outcome -> ended(outcome, tests));
    }

    private void ended(Outcome<Boolean> outcome, List<TestCase> tests) {
        running.set(false);
        tests.forEach(test -> {
            Known now = known.get(test.name());
            if (now != null && now.result() == null) {
                known.remove(test.name());
            }
        });
        refresh();
        switch (outcome) {
            case Outcome.Failed<Boolean> failed ->
                notices.fail("Tried to run the tests: " + failed.error().message());
            case Outcome.Done<Boolean> _ -> {
                if (rows.stream().anyMatch(row -> row.verdict() == Verdict.FAILED)) {
                    notices.fail("Tests: " + summary.get());
                } else {
                    notices.say("Tests: " + summary.get());
                }
            }
            case Outcome.Cancelled<Boolean> _ -> {}
        }
    }

    /// Makes a test of a run, and keeps it in the flow as one step. Files that the docs name are read beside.
    ///
    /// @param docs what went in
    /// @param own whether a person has typed and chosen them here, so that files they name may be taken in
    public void make(
            String name,
            List<?> docs,
            boolean own,
            Response response,
            TestCase.Tolerance tolerance,
            List<String> ignored) {
        Path home = directory.get();
        Work.start(
                "make a test",
                progress -> new TestDraft(home, own)
                        .of(name, docs, Map.of(), response, tolerance)
                        .withIgnore(ignored),
                this::put);
    }

    private void put(Outcome<TestCase> outcome) {
        switch (outcome) {
            case Outcome.Done<TestCase> done -> {
                TestCase test = done.value();
                design.apply(new Edit.PutTest(test));
                notices.say("The flow has the test " + test.name() + " now; it is saved with the flow");
            }
            case Outcome.Failed<TestCase> failed -> notices.fail(failed.error().message());
            case Outcome.Cancelled<TestCase> _ -> {}
        }
    }

    /// Expects from now on what was found the last time; what goes in stays as it is.
    public void accept(Row row) {
        TestResult result = row.result();
        if (result != null) {
            Work.start("accept", progress -> TestDraft.accept(row.test(), result.response()), this::put);
        }
    }

    /// Takes a test away, as one step.
    public void remove(String name) {
        design.apply(new Edit.RemoveTest(name));
    }

    /// A name that no test has yet.
    public String freeName() {
        List<String> taken = TestCases.of(design.design().spec()).stream()
                .map(TestCase::name)
                .toList();
        int number = taken.size() + 1;
        while (taken.contains("test " + number)) {
            number++;
        }
        return "test " + number;
    }

    private static FlowSpec meaning(FlowSpec spec) {
        return Drawing.without(TestCases.withoutAll(spec.withView(Map.of())));
    }

    private void refresh() {
        FlowSpec spec = design.design().spec();
        FlowSpec meaning = meaning(spec);
        List<Row> now = new ArrayList<>();
        for (TestCase test : TestCases.of(spec)) {
            now.add(row(test, meaning));
        }
        if (!now.equals(rows)) {
            rows.setAll(now);
        }
        summary.set(summary(now));
    }

    private Row row(TestCase test, FlowSpec meaning) {
        Known last = known.get(test.name());
        if (last == null) {
            return new Row(test, Verdict.NOT_RUN, null);
        }
        TestResult result = last.result();
        if (result == null) {
            return new Row(test, Verdict.RUNNING, null);
        }
        boolean current = last.meaning().equals(meaning) && Objects.equals(result.test(), test);
        Verdict verdict = !current ? Verdict.OUTDATED : result.isPassed() ? Verdict.PASSED : Verdict.FAILED;
        return new Row(test, verdict, result);
    }

    private static String summary(List<Row> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        long passed =
                rows.stream().filter(row -> row.verdict() == Verdict.PASSED).count();
        long failed =
                rows.stream().filter(row -> row.verdict() == Verdict.FAILED).count();
        String all = rows.size() == 1 ? "1 test" : rows.size() + " tests";
        if (failed > 0) {
            return failed + " of " + all + " failed";
        }
        return passed == rows.size() ? all + " passed" : passed + " of " + all + " passed";
    }
}
