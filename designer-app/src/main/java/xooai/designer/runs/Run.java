package xooai.designer.runs;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.flow.FlowSpec;
import xooai.flow.NodeEvent;

/// One run of the flow in this session.
///
/// @param number counted from 1
/// @param started when it began
/// @param flow the flow as it was
/// @param nodes the last that was heard of each node
/// @param response what came of it; null while it goes on
/// @param took how long it took; zero while it goes on
public record Run(
        int number,
        LocalTime started,
        FlowSpec flow,
        Map<String, NodeEvent> nodes,
        @Nullable Response response,
        Duration took) {

    public Run {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    }

    /// Whether it goes on.
    public boolean isRunning() {
        return response == null;
    }

    Run with(Map<String, NodeEvent> newer) {
        Map<String, NodeEvent> all = new LinkedHashMap<>(nodes);
        all.putAll(newer);
        return new Run(number, started, flow, all, response, took);
    }

    Run ended(Response answer, Duration time) {
        return new Run(number, started, flow, nodes, answer, time);
    }
}
