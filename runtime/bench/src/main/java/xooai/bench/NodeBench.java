package xooai.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs the benchmarks of nodes and makes rows of them.
final class NodeBench {
    private static final int TURNS = 3;
    private static final int MORE = 100;

    private NodeBench() {}

    static List<Row> run() {
        Rounds eleven = new Rounds();
        List<Double> perNode = new ArrayList<>();
        Rounds virtual = new Rounds();
        Rounds platform = new Rounds();
        for (int i = 0; i < TURNS; i++) {
            double one = score("inline", "1", "PLATFORM");
            eleven.add(score("inline", "11", "PLATFORM"), one);
            perNode.add((score("inline", "101", "PLATFORM") - one) / MORE);
            virtual.add(score("forked", null, "VIRTUAL"), score("handOver", null, "VIRTUAL"));
            platform.add(score("forked", null, "PLATFORM"), score("handOver", null, "PLATFORM"));
        }
        return List.of(
                eleven.row("flow of 11 inline nodes (baseline: of 1)", "ns", Aim.NONE),
                new Row("inline node, of 101 in a row", "ns", Rounds.median(perNode), 0, 0, Aim.measureBelow(1_000)),
                virtual.row("flow with a forked node, caller on a virtual thread", "ns", Aim.atMost(1.3)),
                platform.row("flow with a forked node, caller on a platform thread", "ns", Aim.atMost(1.3)));
    }

    private static double score(String benchmark, @org.jspecify.annotations.Nullable String nodes, String threads) {
        var options = new OptionsBuilder()
                .include(NodeBenchmarks.class.getName() + "\\." + benchmark + "$")
                .jvmArgs("--sun-misc-unsafe-memory-access=allow", "-Djmh.executor=" + threads);
        if (nodes != null) {
            options.param("nodes", nodes);
        }
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            return results.iterator().next().getPrimaryResult().getScore();
        } catch (RunnerException e) {
            throw new IllegalStateException("the benchmark " + benchmark + " failed", e);
        }
    }
}
