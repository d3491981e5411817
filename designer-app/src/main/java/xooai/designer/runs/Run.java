package xooai.designer.runs;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.designer.invoke.StreamLog;
import xooai.flow.FlowSpec;
import xooai.flow.Forecast;
import xooai.flow.NodeEvent;

/// One run of the flow in this session.
///
/// @param number counted from 1
/// @param started when it began
/// @param flow the flow as it was
/// @param plan what it does with each node, once that is decided; null before, and where something streams
/// @param nodes the last that was heard of each node
/// @param passed how much each node gave in a stream; empty where nothing streams
/// @param log what passed in and out, when something in it streams; null else
/// @param response what came of it; null while it goes on
/// @param took how long it took; zero while it goes on
public record Run(
        int number,
        LocalTime started,
        FlowSpec flow,
        @Nullable Forecast plan,
        Map<String, NodeEvent> nodes,
        Map<String, Passed> passed,
        @Nullable StreamLog log,
        @Nullable Response response,
        Duration took) {

    public Run {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        passed = Map.copyOf(passed);
    }

    /// How much a node gave in a stream.
    public record Passed(long chunks, long docs) {
        static final Passed NOTHING = new Passed(0, 0);

        Passed plus(int more) {
            return new Passed(chunks + 1, docs + more);
        }
    }

    /// How much that node gave in a stream.
    public Passed passed(String node) {
        return passed.getOrDefault(node, Passed.NOTHING);
    }

    /// Whether it goes on.
    public boolean isRunning() {
        return response == null;
    }

    Run planned(Forecast decided) {
        return new Run(number, started, flow, decided, nodes, passed, log, response, took);
    }

    Run with(Map<String, NodeEvent> newer, Map<String, Passed> counts) {
        Map<String, NodeEvent> all = new LinkedHashMap<>(nodes);
        all.putAll(newer);
        return new Run(number, started, flow, plan, all, counts, log, response, took);
    }

    Run ended(Response answer, Duration time) {
        return new Run(number, started, flow, plan, nodes, passed, log, answer, time);
    }
}
