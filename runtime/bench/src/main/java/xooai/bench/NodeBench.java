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
        Forks virtual = new Forks("VIRTUAL");
        Forks platform = new Forks("PLATFORM");
        for (int i = 0; i < TURNS; i++) {
            double one = score("inline", "1", "PLATFORM");
            eleven.add(score("inline", "11", "PLATFORM"), one);
            perNode.add((score("inline", "101", "PLATFORM") - one) / MORE);
            virtual.measure();
            platform.measure();
        }
        List<Row> rows = new ArrayList<>();
        rows.add(eleven.row("flow of 11 inline nodes (baseline: of 1)", "ns", Aim.NONE));
        rows.add(new Row("inline node, of 101 in a row", "ns", Rounds.median(perNode), 0, 0, Aim.measureBelow(1_000)));
        rows.addAll(virtual.rows("virtual"));
        rows.addAll(platform.rows("platform"));
        return rows;
    }

    /// What a node costs more when it is forked, against bare hand-overs, for callers on one kind of threads.
    private static final class Forks {
        private final String threads;
        private final Rounds bare = new Rounds();
        private final Rounds byDeadline = new Rounds();

        Forks(String threads) {
            this.threads = threads;
        }

        void measure() {
            double inline = score("inline", "1", threads);
            double handOver = score("handOver", null, threads);
            double more = score("forked", null, threads) - inline;
            bare.add(more, handOver);
            byDeadline.add(more, score("handOverByDeadline", null, threads));
        }

        List<Row> rows(String caller) {
            String what = "forked node over an inline one, caller on a " + caller + " thread, against ";
            return List.of(
                    bare.row(what + "a bare hand-over", "ns", Aim.atMost(1.3)),
                    byDeadline.row(what + "one that ends at a deadline", "ns", Aim.atMost(1.3)));
        }
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
