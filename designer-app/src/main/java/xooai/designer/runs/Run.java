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
import xooai.flow.ActiveNodes;
import xooai.flow.FlowSpec;
import xooai.flow.Forecast;
import xooai.flow.NodeEvent;
import xooai.record.Passed;
import xooai.record.RunRecord;

/// One run of the flow, of this session or written down.
///
/// @param number by which it is told from others, the later the larger
/// @param recorded whether it was written down, here or elsewhere, and not started in this session
/// @param started when it began
/// @param flow the flow as it was
/// @param input what went in, as plain docs; null where that is not known
/// @param plan what it does with each node, once that is decided; null before, and where something streams
/// @param nodes the last that was heard of each node
/// @param passed how much each node gave in a stream; empty where nothing streams
/// @param log what passed in and out, when something in it streams; null else
/// @param response what came of it; null while it goes on
/// @param took how long it took; zero while it goes on
/// @param weight about how many bytes its docs hold in memory; zero while it goes on
public record Run(
        int number,
        boolean recorded,
        Instant started,
        FlowSpec flow,
        @Nullable List<?> input,
        @Nullable Forecast plan,
        Map<String, NodeEvent> nodes,
        Map<String, Passed> passed,
        @Nullable StreamLog log,
        @Nullable Response response,
        Duration took,
        long weight) {

    public Run {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        passed = Map.copyOf(passed);
    }

    /// How much that node gave in a stream.
    public Passed passed(String node) {
        return passed.getOrDefault(node, Passed.NOTHING);
    }

    /// A run that begins now.
    static Run begun(int number, FlowSpec flow, @Nullable List<?> input, @Nullable StreamLog log) {
        return new Run(
                number, false, Instant.now(), flow, input, null, Map.of(), Map.of(), log, null, Duration.ZERO, 0);
    }

    /// A run that was written down, without a number yet. Its docs are gone through: not on the FX thread.
    public static Run of(RunRecord record) {
        return new Run(
                0,
                true,
                record.started(),
                record.flow(),
                record.hasContent() ? plain(record.input()) : null,
                null,
                record.nodes(),
                record.passed(),
                null,
                record.response(),
                record.took(),
                weight(record.nodes(), record.response()));
    }

    Run numbered(int value) {
        return new Run(value, recorded, started, flow, input, plan, nodes, passed, log, response, took, weight);
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

    /// Whether nothing of it was pinned or left out of what runs in the flow: what came out is what the flow itself
    /// makes of what went in.
    public boolean isPlain() {
        boolean pinned = nodes.values().stream().anyMatch(event -> event.state() == NodeEvent.NodeState.PINNED);
        ActiveNodes active = ActiveNodes.of(flow);
        boolean joins = flow.nodes().stream()
                .filter(node -> node.use() != null && active.runs(node.name()))
                .allMatch(node -> nodes.containsKey(node.name()));
        boolean failed = response != null && response.error() != null;
        return !pinned && (joins || failed);
    }

    private static long weight(Map<String, NodeEvent> nodes, Response response) {
        long weight = Weight.of(response.docs());
        for (NodeEvent event : nodes.values()) {
            weight += weight(event.input()) + weight(event.output());
        }
        return weight;
    }

    private static long weight(@Nullable DocArray<?> docs) {
        return docs == null ? 0 : Weight.of(docs.<Doc>cast());
    }

    /// Whether it goes on.
    public boolean isRunning() {
        return response == null;
    }

    Run planned(Forecast decided) {
        return new Run(number, recorded, started, flow, input, decided, nodes, passed, log, response, took, weight);
    }

    Run with(Map<String, NodeEvent> newer, Map<String, Passed> counts) {
        Map<String, NodeEvent> all = new LinkedHashMap<>(nodes);
        all.putAll(newer);
        return new Run(number, recorded, started, flow, input, plan, all, counts, log, response, took, weight);
    }

    Run ended(Response answer, Duration time) {
        return new Run(
                number, recorded, started, flow, input, plan, nodes, passed, log, answer, time, weight(nodes, answer));
    }
}
