package xooai.record;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Limits;
import xooai.codec.Response;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Values;
import xooai.doc.Weight;
import xooai.doc.XooaiException;
import xooai.flow.Drawing;
import xooai.flow.FlowPins;
import xooai.flow.FlowSpec;
import xooai.flow.NodeEvent;
import xooai.flow.TestCases;
import xooai.store.SafeFile;

/// One run as it is written down: the flow as it was, what went in, what became of each node, and what came out.
///
/// @param flow the flow as it was
/// @param rid the request
/// @param started when it began
/// @param took how long it took
/// @param hasContent whether docs say what they said; else each is known by its id, its type and its size alone
/// @param params the parameters of the call; empty without content
/// @param input what went in; empty where it came as a stream
/// @param nodes the last that was heard of each node
/// @param passed how much each node gave in a stream; empty where nothing streamed
/// @param response what was answered
public record RunRecord(
        FlowSpec flow,
        String rid,
        Instant started,
        Duration took,
        boolean hasContent,
        Map<String, @Nullable Object> params,
        DocArray<? extends Doc> input,
        Map<String, NodeEvent> nodes,
        Map<String, Passed> passed,
        Response response) {

    /// How the names of recordings end.
    public static final String SUFFIX = ".run.json";

    /// The most bytes that a recording has; docs that do not fit are written as without content.
    public static final int MOST_BYTES = 32 << 20;

    /// What the docs of a recording may hold.
    public static final Limits LIMITS = new Limits(2 * MOST_BYTES, 16 << 10, 96, 100_000);

    public RunRecord {
        params = Values.copyOf(params);
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        passed = Collections.unmodifiableMap(new LinkedHashMap<>(passed));
    }

    /// This run without what docs say: each is known by its id, its type and its size, and the flow has no pins and no
    /// tests.
    public RunRecord withoutContent() {
        Map<String, NodeEvent> reduced = new LinkedHashMap<>();
        nodes.forEach((name, event) -> reduced.put(
                name,
                new NodeEvent(
                        event.rid(),
                        event.node(),
                        event.state(),
                        event.took(),
                        event.input() == null ? null : DocSizes.of(event.input()),
                        event.output() == null ? null : DocSizes.of(event.output()),
                        event.error())));
        Response answer =
                new Response(response.rid(), response.code(), DocSizes.of(response.docs()), response.error(), Map.of());
        return new RunRecord(
                Drawing.without(FlowPins.without(TestCases.withoutAll(flow))),
                rid,
                started,
                took,
                false,
                Map.of(),
                DocSizes.of(input),
                reduced,
                passed,
                answer);
    }

    /// About how many bytes the docs of it hold in memory.
    long weight() {
        long weight = Weight.of(input) + (long) Weight.of(response.docs());
        for (NodeEvent event : nodes.values()) {
            weight += event.input() == null ? 0 : Weight.of(event.input().<Doc>cast());
            weight += event.output() == null ? 0 : Weight.of(event.output().<Doc>cast());
        }
        return weight;
    }

    /// The run as a JSON object, for a file.
    public byte[] toJson() {
        return RecordWriter.write(this);
    }

    /// Reads a recording.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it is none; FAILED_PRECONDITION when it is of a newer
    ///     version; and as [SafeFile#read]; the message names the file
    public static RunRecord read(Path file) {
        byte[] bytes = SafeFile.read(file, LIMITS.bodyBytes(), "the recording");
        try {
            return parse(bytes);
        } catch (XooaiException e) {
            throw new XooaiException(
                    e.code(),
                    "cannot read the recording " + file + ": " + e.error().message(),
                    e);
        }
    }

    /// Reads the bytes of a recording.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when they are none; FAILED_PRECONDITION when they are of a
    ///     newer version
    public static RunRecord parse(byte[] json) {
        return RecordReader.read(json, LIMITS);
    }
}
