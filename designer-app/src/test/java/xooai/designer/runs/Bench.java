package xooai.designer.runs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxToolkit;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.NodeStatus;
import xooai.designer.invoke.Engine;
import xooai.designer.shared.FxThread;
import xooai.driver.HostPins;
import xooai.driver.HostTokens;
import xooai.executor.Executors;
import xooai.flow.ConflictPolicy;
import xooai.flow.FlowSpec;
import xooai.flow.KeptOutputs;
import xooai.flow.Need;
import xooai.flow.NodeEvent;
import xooai.flow.NodeSpec;

/// The models of runs without a window, and a person's edits and runs on them.
final class Bench {
    static final String REPLACE = "class:xooai.executors.basic.ReplaceExecutor";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final DesignModel design;
    final InputModel input;
    final RunsModel runs;
    final KeptOutputs kept;
    private final Freshness freshness;

    private Bench(FlowSpec flow, KeptOutputs kept) {
        ClassLoader loader = Bench.class.getClassLoader();
        this.kept = kept;
        this.design = new DesignModel(Design.of(flow));
        design.setDescribe(node -> node.use() == null
                ? null
                : Executors.describe(loader, node.use().substring("class:".length())));
        Engine engine = new Engine(
                () -> loader,
                () -> Path.of(""),
                () -> HostTokens.NONE,
                () -> HostPins.NONE,
                Map.of(),
                UnaryOperator.identity());
        this.input = new InputModel(design);
        this.runs = new RunsModel(design, engine, input, kept);
        this.freshness = new Freshness(design, runs, engine, input, kept);
        input.form().setWhole(List.of(Map.of("type", "Text", "text", "x")));
    }

    static Bench of(FlowSpec flow) {
        return of(flow, new KeptOutputs());
    }

    static Bench of(FlowSpec flow, KeptOutputs kept) {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
        return onFx(() -> new Bench(flow, kept));
    }

    static <T> T onFx(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        FxThread.later(task);
        try {
            return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /// Waits until nothing runs and what is fresh is known.
    void rest() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (onFx(() -> runs.runningProperty().get() || freshness.isLooking())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it never comes to rest");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    void edit(Edit edit) {
        onFx(() -> design.apply(edit) == null);
        rest();
    }

    void undo() {
        onFx(() -> {
            design.undo();
            return true;
        });
        rest();
    }

    /// Runs that, and says which nodes were called.
    Set<String> run(RunScope scope) {
        onFx(() -> {
            runs.start(scope);
            return true;
        });
        rest();
        return onFx(() -> {
            Run run = runs.runs().getFirst();
            if (run.response() == null || run.response().error() != null) {
                throw new AssertionError("the run failed: " + run.response());
            }
            return run.plan() == null
                    ? Set.<String>of()
                    : new HashSet<>(Objects.requireNonNull(run.plan()).called());
        });
    }

    NodeStatus.State state(String node) {
        return onFx(() -> design.status(node).state());
    }

    /// The docs that a node gave last, as text; empty for none.
    String gave(String node) {
        return onFx(() -> {
            NodeEvent event = runs.event(node);
            return event == null ? "" : Objects.toString(event.output(), "");
        });
    }

    /// The nodes in that state.
    Set<String> in(NodeStatus.State state) {
        return onFx(() -> {
            Set<String> found = new HashSet<>();
            design.design().names().forEach(name -> {
                if (design.status(name).state() == state) {
                    found.add(name);
                }
            });
            return found;
        });
    }

    /// The node and all that comes after it.
    Set<String> cone(String node) {
        return RunScope.from(design.design(), Set.of(node)).targets();
    }

    static NodeSpec replace(String name, String by, String... needs) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("find", "x");
        config.put("replacement", "x" + by);
        return NodeSpec.of(name, REPLACE)
                .withOn("replace")
                .withConfig(config)
                .withNeeds(List.of(needs).stream().map(Need::of).toList());
    }

    /// What sets another replacement.
    static Edit changed(NodeSpec node, String by) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>(node.config());
        config.put("replacement", "x" + by);
        return new Edit.SetConfig(node.name(), config);
    }

    static FlowSpec flow(NodeSpec... nodes) {
        return FlowSpec.named("bench")
                .withOnConflict(Objects.requireNonNull(ConflictPolicy.parse("last")))
                .withNodes(List.of(nodes));
    }

    /// A flow of so many nodes, each of which needs some of those before it.
    static FlowSpec randomFlow(Random random, int size) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<String> needs = new ArrayList<>();
            for (int p = Math.max(0, i - 3); p < i; p++) {
                if (random.nextInt(5) < 2) {
                    needs.add("n" + p);
                }
            }
            nodes.add(replace("n" + i, Integer.toString(i), needs.toArray(String[]::new)));
        }
        return flow(nodes.toArray(NodeSpec[]::new));
    }
}
