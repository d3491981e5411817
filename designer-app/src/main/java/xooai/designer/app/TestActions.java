package xooai.designer.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.codec.Response;
import xooai.designer.actions.Action;
import xooai.designer.actions.Actions;
import xooai.designer.files.FileChoices;
import xooai.designer.runs.Run;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.designer.tests.MakeTestCard;
import xooai.designer.tests.TestsView;
import xooai.driver.CallKind;
import xooai.flow.FlowSpec;
import xooai.flow.SubFlows;
import xooai.record.RunRecord;

/// Tests of the flow and recordings of its runs, as a person asks for them.
final class TestActions {
    private final Designer designer;
    private final Models models;
    private final FileChoices choices;
    private final TestsView view;

    TestActions(Designer designer, FileChoices choices) {
        this.designer = designer;
        this.models = designer.models();
        this.choices = choices;
        this.view = new TestsView(models.tests, this::make);
    }

    /// The tests, to be put somewhere.
    TestsView view() {
        return view;
    }

    /// Adds what can be done to the registry.
    void register(Actions actions, String menu) {
        actions.add(Action.of("tests.run", menu, "Run all tests", designer.committed(this::runAll))
                .on("F9")
                .with(Feather.CHECK_SQUARE)
                .when(models.tests.runningProperty().not()));
        actions.add(Action.of("tests.make", menu, "Make a test of the run…", designer.committed(this::make))
                .on("Shortcut+Shift+T"));
        actions.add(Action.of("runs.open", menu, "Open a recording…", this::open));
    }

    private void runAll() {
        designer.showTests();
        designer.consented(models.design.design().spec(), models.tests::runAll);
    }

    private void make() {
        Run run = models.runs.shownProperty().get();
        Response response = run == null ? null : run.response();
        String why = whyNot(run, response);
        if (why != null || run == null || response == null) {
            designer.status().fail("No test was made: " + why);
            return;
        }
        List<?> docs = run.input() == null ? List.of() : run.input();
        designer.showTests();
        new MakeTestCard(models.tests, designer.overlay(), docs, !run.recorded(), response).show();
    }

    private String runKey() {
        return designer.actions().registry().get("flow.run").keyInBrackets();
    }

    private @Nullable String whyNot(@Nullable Run run, @Nullable Response response) {
        if (!models.design.levels().path().isEmpty()) {
            return "tests are of the whole flow: leave the sub-flow first";
        }
        if (run == null) {
            return "the flow has not been run; run it first" + runKey();
        }
        if (response == null) {
            return "the run still goes on";
        }
        if (run.input() == null) {
            return "what went in was not kept: the recording has no content";
        }
        if (run.log() != null || models.design.ports().kind() != CallKind.UNARY) {
            return "something streams in this flow, and tests are of one answer";
        }
        return run.isPlain()
                        && nodes(run.flow()).equals(nodes(models.design.design().spec()))
                ? null
                : "a part of the flow was run, or something was pinned, or the flow was changed since; run the whole"
                        + runKey();
    }

    /// The nodes as they mean something, with what is in those that are sub-flows: a run of other ones says nothing of
    /// these.
    private static Set<List<?>> nodes(FlowSpec flow) {
        return flow.nodes().stream()
                .map(node -> {
                    String inside = SubFlows.nameOf(node);
                    String signature = inside == null ? null : SubFlows.signature(flow, inside);
                    return List.of(node.withPin(null).withAccepted(null), signature == null ? "" : signature);
                })
                .collect(Collectors.toSet());
    }

    /// Shows what passed everywhere in a run that somebody recorded.
    private void open() {
        Path file = choices.open("Open a recording", FileChoices.Kind.ANY);
        if (file == null) {
            return;
        }
        Work.start("open a recording", _ -> Run.of(RunRecord.read(file)), outcome -> {
            switch (outcome) {
                case Outcome.Done<Run> done -> show(done.value());
                case Outcome.Failed<Run> failed ->
                    designer.status().fail(failed.error().message());
                case Outcome.Cancelled<Run> _ -> {}
            }
        });
    }

    private void show(Run recorded) {
        boolean here =
                recorded.flow().name().equals(models.design.design().spec().name());
        Runnable shown = () -> {
            models.runs.showRecorded(recorded);
            designer.showRuns();
            designer.status().say("The recorded run is shown: every wire has what passed");
        };
        if (here) {
            shown.run();
        } else {
            models.files.openRecorded(recorded.flow(), shown);
        }
    }
}
