package xooai.designer.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Response;
import xooai.designer.invoke.StreamLog;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;
import xooai.flow.FlowSpec;
import xooai.flow.Forecast;
import xooai.flow.NodeEvent;
import xooai.record.Passed;
import xooai.record.RunRecord;

/// One run of the flow in this session.
///
/// @param number counted from 1
/// @param started when it began
/// @param flow the flow as it was
/// @param input what went in, as plain docs; null where that is not known
/// @param plan what it does with each node, once that is decided; null before, and where something streams
/// @param nodes the last that was heard of each node
/// @param passed how much each node gave in a stream; empty where nothing streams
/// @param log what passed in and out, when something in it streams; null else
/// @param response what came of it; null while it goes on
/// @param took how long it took; zero while it goes on
public record Run(
        int number,
        Instant started,
        FlowSpec flow,
        @Nullable List<?> input,
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

    /// How much that node gave in a stream.
    public Passed passed(String node) {
        return passed.getOrDefault(node, Passed.NOTHING);
    }

    /// A run that was written down.
    static Run of(int number, RunRecord record) {
        return new Run(
                number,
                record.started(),
                record.flow(),
                record.hasContent() ? plain(record.input()) : null,
                null,
                record.nodes(),
                record.passed(),
                null,
                record.response(),
                record.took());
    }

    private static List<?> plain(DocArray<? extends Doc> docs) {
        Object value = Codec.JSON.readValue(Codec.JSON.writeDocs(docs), RunRecord.LIMITS);
        return value instanceof List<?> list ? list : List.of();
    }

    /// The run to be written down; only when it has ended.
    RunRecord toRecord() {
        Response answer = Objects.requireNonNull(response);
        byte[] docs = Codec.JSON.writeValue(input == null ? List.of() : input);
        return new RunRecord(
                flow,
                answer.rid() == null ? "" : answer.rid(),
                started,
                took,
                true,
                Map.of(),
                Codec.JSON.readDocs(docs, Doc.class, RunRecord.LIMITS),
                nodes,
                passed,
                answer);
    }

    /// Whether nothing of it was pinned or left out: what came out is what the flow itself makes of what went in.
    public boolean isPlain() {
        boolean pinned = nodes.values().stream().anyMatch(event -> event.state() == NodeEvent.NodeState.PINNED);
        boolean joins = flow.nodes().stream()
                .filter(node -> node.use() != null)
                .allMatch(node -> nodes.containsKey(node.name()));
        boolean failed = response != null && response.error() != null;
        return !pinned && (joins || failed);
    }

    /// About how many bytes its docs hold in memory.
    long weight() {
        long weight = response == null ? 0 : Weight.of(response.docs());
        for (NodeEvent event : nodes.values()) {
            weight += event.input() == null ? 0 : Weight.of(event.input().<Doc>cast());
            weight += event.output() == null ? 0 : Weight.of(event.output().<Doc>cast());
        }
        return weight;
    }

    /// Whether it goes on.
    public boolean isRunning() {
        return response == null;
    }

    Run planned(Forecast decided) {
        return new Run(number, started, flow, input, decided, nodes, passed, log, response, took);
    }

    Run with(Map<String, NodeEvent> newer, Map<String, Passed> counts) {
        Map<String, NodeEvent> all = new LinkedHashMap<>(nodes);
        all.putAll(newer);
        return new Run(number, started, flow, input, plan, all, counts, log, response, took);
    }

    Run ended(Response answer, Duration time) {
        return new Run(number, started, flow, input, plan, nodes, passed, log, answer, time);
    }
}
