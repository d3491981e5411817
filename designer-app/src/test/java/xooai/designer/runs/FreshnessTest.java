package xooai.designer.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.runs.Bench.changed;
import static xooai.designer.runs.Bench.flow;
import static xooai.designer.runs.Bench.onFx;
import static xooai.designer.runs.Bench.replace;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import xooai.designer.design.Edit;
import xooai.designer.design.NodeStatus.State;
import xooai.flow.Forecast.Step;
import xooai.flow.KeptOutputs;
import xooai.flow.NodeSpec;

/// What is shown as fresh is what a run takes from the cache.
final class FreshnessTest {

    @Property(tries = 20)
    void aChangedSettingMakesExactlyItsConeStaleAndUndoMakesItFreshAgain(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int size) {
        Random random = new Random(seed);
        Bench bench = Bench.of(Bench.randomFlow(random, size));
        assertThat(bench.in(State.READY)).hasSize(size);
        assertThat(bench.run(RunScope.WHOLE)).hasSize(size);
        assertThat(bench.in(State.DONE)).hasSize(size);

        String name = "n" + random.nextInt(size);
        Edit edit = changed(node(bench, name), "changed");
        bench.edit(edit);
        assertThat(bench.in(State.STALE)).isEqualTo(bench.cone(name));
        assertThat(bench.in(State.DONE)).hasSize(size - bench.cone(name).size());

        bench.undo();
        assertThat(bench.in(State.DONE)).hasSize(size);

        bench.edit(edit);
        assertThat(bench.run(RunScope.WHOLE)).isEqualTo(bench.cone(name));
        assertThat(bench.in(State.STALE)).isEmpty();

        bench.undo();
        assertThat(bench.in(State.STALE)).isEmpty();
        assertThat(bench.run(RunScope.WHOLE)).isEmpty();
        assertThat(bench.in(State.FROM_CACHE)).hasSize(size);
    }

    private static NodeSpec node(Bench bench, String name) {
        return onFx(() -> Objects.requireNonNull(bench.design.design().node(name)));
    }

    private static Bench chain() {
        return Bench.of(flow(replace("a", "a"), replace("b", "b", "a"), replace("c", "c", "b")));
    }

    @Example
    void anotherInputMakesAllStaleAndTheFormerOneFreshAgain() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        input(bench, "another x");
        assertThat(bench.in(State.STALE)).containsExactlyInAnyOrder("a", "b", "c");
        input(bench, "x");
        assertThat(bench.in(State.DONE)).containsExactlyInAnyOrder("a", "b", "c");
    }

    private static void input(Bench bench, String text) {
        onFx(() -> {
            bench.input.form().setWhole(List.of(Map.of("type", "Text", "text", text)));
            return true;
        });
        bench.rest();
    }

    @Example
    void aNodeThatIsUnfinishedSaysNothingOfTheOthers() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        bench.edit(new Edit.SetConfig("b", Map.of()));
        assertThat(bench.state("a")).isEqualTo(State.DONE);
        assertThat(bench.in(State.STALE)).containsExactlyInAnyOrder("b", "c");
    }

    @Example
    void aMoveChangesNothing() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        bench.edit(new Edit.MoveNodes(Map.of("a", new xooai.flow.Point(80, 80))));
        assertThat(bench.in(State.DONE)).hasSize(3);
    }

    @Example
    void aNewNodeWasNeverRunAndMakesNobodyStale() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        bench.edit(new Edit.AddNode(replace("d", "d", "a"), new xooai.flow.Point(0, 0)));
        assertThat(bench.state("d")).isEqualTo(State.READY);
        assertThat(bench.in(State.DONE)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Example
    void whatIsTooLargeToBeKeptIsFreshUntilSomethingBeforeItChanges() {
        Bench bench = Bench.of(
                flow(replace("a", "a"), replace("b", "b", "a"), replace("c", "c", "b")), new KeptOutputs(10, 1));
        bench.run(RunScope.WHOLE);
        assertThat(bench.kept.size()).isZero();
        assertThat(bench.in(State.DONE)).hasSize(3);
        bench.edit(changed(node(bench, "b"), "other"));
        assertThat(bench.state("a")).isEqualTo(State.DONE);
        assertThat(bench.in(State.STALE)).containsExactlyInAnyOrder("b", "c");
        bench.undo();
        bench.run(RunScope.of(Set.of("a")));
        assertThat(bench.in(State.STALE)).containsExactlyInAnyOrder("b", "c");
    }

    @Example
    void aRunFromHereTakesWhatIsBeforeFromTheCache() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        assertThat(bench.run(RunScope.from(onFx(() -> bench.design.design()), Set.of("b"))))
                .containsExactlyInAnyOrder("b", "c");
        assertThat(bench.state("a")).isEqualTo(State.FROM_CACHE);
        assertThat(bench.in(State.DONE)).containsExactlyInAnyOrder("b", "c");
    }

    @Example
    void aRunOfOneNodeLeavesWhatComesAfterItAlone() {
        Bench bench = chain();
        assertThat(bench.run(RunScope.of(Set.of("b")))).containsExactlyInAnyOrder("a", "b");
        assertThat(bench.state("c")).isEqualTo(State.READY);
        assertThat(bench.run(RunScope.of(Set.of("b")))).containsExactly("b");
    }

    @Example
    void aPartRunsThoughTheRestIsUnfinished() {
        Bench bench = chain();
        bench.edit(new Edit.SetConfig("c", Map.of()));
        assertThat(bench.run(RunScope.of(Set.of("b")))).containsExactlyInAnyOrder("a", "b");
    }

    @Example
    void anewTakesNothingFromTheCache() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        assertThat(bench.run(RunScope.anew(onFx(() -> bench.design.design())))).hasSize(3);
        assertThat(bench.in(State.DONE)).hasSize(3);
    }

    @Example
    void aPinCutsOffWhatIsAboveItAndIsFreshInWhatComesAfter() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        bench.edit(new Edit.SetPin("b", List.of(Map.of("type", "Text", "text", "pinned x"))));
        assertThat(bench.state("b")).isEqualTo(State.PINNED);
        assertThat(bench.state("c")).isEqualTo(State.STALE);
        assertThat(bench.state("a")).isEqualTo(State.DONE);

        bench.edit(changed(node(bench, "a"), "other"));
        assertThat(bench.state("a")).isEqualTo(State.STALE);
        assertThat(bench.run(RunScope.WHOLE)).containsExactly("c");
        assertThat(onFx(() -> Objects.requireNonNull(
                                bench.runs.runs().getFirst().response())
                        .docs()
                        .get(0)
                        .toString()))
                .contains("pinned xc");
        assertThat(onFx(() -> Objects.requireNonNull(
                                bench.runs.runs().getFirst().plan())
                        .of("a")))
                .isEqualTo(Step.NOT_NEEDED);
        assertThat(bench.state("a")).isEqualTo(State.STALE);
    }

    @Example
    void whatWasPinnedOfItselfChangesNothingAfterIt() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        List<?> given = onFx(() -> xooai.designer.design.Pins.of(
                "b",
                Objects.requireNonNull(
                        Objects.requireNonNull(bench.runs.event("b")).output())));
        bench.edit(new Edit.SetPin("b", given));
        assertThat(bench.state("b")).isEqualTo(State.PINNED);
        assertThat(bench.state("c")).isEqualTo(State.DONE);
        assertThat(bench.run(RunScope.WHOLE)).isEmpty();
    }

    @Example
    void afterAChangeWasUndoneWhatIsShownIsWhatTheNodeGivesNow() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        String before = bench.gave("b");
        String after = bench.gave("c");
        bench.edit(changed(node(bench, "b"), "other"));
        bench.run(RunScope.WHOLE);
        assertThat(bench.gave("b")).isNotEqualTo(before);

        bench.undo();
        assertThat(bench.state("b")).isEqualTo(State.FROM_CACHE);
        assertThat(bench.state("c")).isEqualTo(State.FROM_CACHE);
        assertThat(bench.gave("b")).isEqualTo(before);
        assertThat(bench.gave("c")).isEqualTo(after);
        assertThat(bench.run(RunScope.WHOLE)).isEmpty();
        assertThat(bench.gave("c")).isEqualTo(after);
    }

    @Example
    void anEarlierRunIsShownAsItWasAndTheLatestAsThingsAre() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        bench.run(RunScope.WHOLE);
        bench.edit(changed(node(bench, "c"), "other"));
        onFx(() -> {
            bench.runs.show(bench.runs.runs().getLast());
            return true;
        });
        bench.rest();
        assertThat(bench.in(State.DONE)).hasSize(3);
        onFx(() -> {
            bench.runs.show(bench.runs.runs().getFirst());
            return true;
        });
        bench.rest();
        assertThat(bench.state("c")).isEqualTo(State.STALE);
        assertThat(bench.in(State.FROM_CACHE)).hasSize(2);
    }

    @Example
    void thePlanIsSaidInWords() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        bench.run(RunScope.of(Set.of("b")));
        assertThat(onFx(() -> PlanWords.of(
                        Objects.requireNonNull(bench.runs.runs().getFirst().plan()))))
                .isEqualTo("Calls 1 node, 1 from cache");
        bench.run(RunScope.WHOLE);
        assertThat(onFx(() -> PlanWords.of(
                        Objects.requireNonNull(bench.runs.runs().getFirst().plan()))))
                .isEqualTo("Calls nothing, 3 from cache");
    }

    @Example
    void whatANodeGaveGoesWithItsName() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        bench.edit(new Edit.RenameNode("b", "z"));
        bench.edit(new Edit.RenameNode("a", "b"));
        assertThat(bench.in(State.DONE)).containsExactlyInAnyOrder("b", "z", "c");
        assertThat(bench.gave("b")).contains("xa").doesNotContain("xba");
        assertThat(bench.gave("z")).contains("xba");
        assertThat(bench.gave("a")).isEmpty();

        bench.undo();
        bench.undo();
        assertThat(bench.gave("a")).contains("xa").doesNotContain("xba");
        assertThat(bench.gave("b")).contains("xba");
        assertThat(bench.in(State.DONE)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Example
    void whatNobodyKeepsIsFreshUnderAnotherNameToo() {
        Bench bench = Bench.of(flow(replace("a", "a"), replace("b", "b", "a")), new KeptOutputs(10, 1));
        bench.run(RunScope.WHOLE);
        bench.edit(new Edit.RenameNode("a", "z"));
        assertThat(bench.in(State.DONE)).containsExactlyInAnyOrder("z", "b");
    }

    @Example
    void aNodeThatTakesTheNameOfOneThatIsGoneHasGivenNothing() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        bench.edit(new Edit.RemoveNodes(Set.of("b"), true));
        bench.edit(new Edit.AddNode(
                NodeSpec.of("b", "class:xooai.executors.basic.TextExecutor"), new xooai.flow.Point(0, 0)));
        assertThat(bench.gave("b")).isEmpty();
    }

    @Example
    void anotherInputWhileARunGoesOnMakesItStaleWhenItHasEnded() {
        Bench bench = chain();
        onFx(() -> {
            bench.runs.start(RunScope.WHOLE);
            bench.input.form().setWhole(List.of(Map.of("type", "Text", "text", "another x")));
            return true;
        });
        bench.rest();
        assertThat(bench.in(State.STALE)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Example
    void aNameGivenWhileARunGoesOnIsShownAtOnce() {
        Bench bench = chain();
        onFx(() -> {
            bench.runs.start(RunScope.WHOLE);
            return bench.design.apply(new Edit.RenameNode("b", "z")) == null;
        });
        bench.rest();
        assertThat(bench.in(State.DONE)).containsExactlyInAnyOrder("a", "z", "c");
        assertThat(bench.gave("z")).contains("xba");
    }

    @Example
    void whatIsKeptNoMoreIsStale() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        bench.kept.clear();
        onFx(() -> {
            bench.design.descriptionsChanged();
            return true;
        });
        bench.rest();
        assertThat(bench.in(State.STALE)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(bench.run(RunScope.WHOLE)).hasSize(3);
        assertThat(bench.in(State.DONE)).hasSize(3);
    }

    @Example
    void aRunThatNeverBeganLeavesNobodyDone() {
        Bench bench = chain();
        bench.run(RunScope.WHOLE);
        bench.edit(new Edit.SetConfig("b", Map.of()));
        onFx(() -> {
            bench.runs.start(RunScope.WHOLE);
            return true;
        });
        bench.rest();
        assertThat(onFx(() -> bench.runs.runs().getFirst().nodes())).isEmpty();
        assertThat(bench.state("b")).isEqualTo(State.FAILED);
        assertThat(bench.in(State.DONE)).isEmpty();
        bench.undo();
        assertThat(bench.in(State.FAILED)).isEmpty();
    }
}
