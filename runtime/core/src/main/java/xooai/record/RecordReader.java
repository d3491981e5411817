package xooai.record;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.NodeEvent;
import xooai.store.FetchPolicy;

/// Reads a run from a JSON object. What it says is somebody's words: nothing in it is fetched or run.
final class RecordReader {
    /// A recording may come from another machine: its refs are not read here.
    private static final ContentSource NOWHERE = FetchPolicy.NONE.source();

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Limits limits;

    private RecordReader(Limits limits) {
        this.limits = limits;
    }

    static RunRecord read(byte[] json, Limits limits) {
        if (!(Codec.JSON.readValue(json, limits) instanceof Map<?, ?> map)
                || !(map.get(Keys.VERSION) instanceof Long version)) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "it is no recording of a run: that is a JSON object with `xooaiRun`");
        }
        if (version > Keys.CURRENT) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "it is of version " + version + ", and this is xooai for version " + Keys.CURRENT
                            + "; open it with a newer xooai");
        }
        try {
            return new RecordReader(limits).read(map);
        } catch (ClassCastException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "it is no whole recording of a run: " + e.getMessage(), e);
        }
    }

    private RunRecord read(Map<?, ?> map) {
        FlowSpec flow = FlowFile.read(Codec.JSON.writeValue(map.get(Keys.FLOW))).spec();
        String rid = text(map, Keys.RID);
        Map<?, ?> named = object(map.get(Keys.NODES), Keys.NODES);
        Map<String, NodeEvent> nodes = new LinkedHashMap<>();
        Map<String, Passed> passed = new LinkedHashMap<>();
        named.forEach((name, value) -> {
            String node = String.valueOf(name);
            Map<?, ?> fields = object(value, node);
            nodes.put(node, event(rid, node, fields));
            if (fields.containsKey(Keys.CHUNKS)) {
                passed.put(node, new Passed(number(fields, Keys.CHUNKS), number(fields, Keys.DOCS)));
            }
        });
        return new RunRecord(
                flow,
                rid,
                time(map),
                Duration.ofNanos(number(map, Keys.TOOK)),
                Boolean.TRUE.equals(map.get(Keys.CONTENT)),
                params(map.get(Keys.PARAMS)),
                docs(map.get(Keys.INPUT)),
                nodes,
                passed,
                response(rid, object(map.get(Keys.RESPONSE), Keys.RESPONSE)));
    }

    /// A time that a calendar can show.
    private static Instant time(Map<?, ?> map) {
        Instant time = Instant.parse(text(map, Keys.STARTED));
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("`started` is a time from 1970 to 9999");
        }
        return time;
    }

    private NodeEvent event(String rid, String node, Map<?, ?> fields) {
        return new NodeEvent(
                rid,
                node,
                NodeEvent.NodeState.valueOf(text(fields, Keys.STATE)),
                Duration.ofNanos(number(fields, Keys.TOOK)),
                fields.containsKey(Keys.INPUT) ? docs(fields.get(Keys.INPUT)) : null,
                fields.containsKey(Keys.OUTPUT) ? docs(fields.get(Keys.OUTPUT)) : null,
                fields.containsKey(Keys.ERROR) ? error(fields.get(Keys.ERROR)) : null);
    }

    private Response response(String rid, Map<?, ?> fields) {
        return new Response(
                rid,
                Code.valueOf(text(fields, Keys.CODE)),
                docs(fields.get(Keys.DOCS)),
                fields.containsKey(Keys.ERROR) ? error(fields.get(Keys.ERROR)) : null,
                Map.of());
    }

    private DocArray<? extends Doc> docs(@Nullable Object value) {
        if (!(value instanceof List<?>)) {
            throw new IllegalArgumentException("docs are a list");
        }
        return Codec.JSON.readDocs(Codec.JSON.writeValue(value), Doc.class, limits, NOWHERE);
    }

    private CallError error(@Nullable Object value) {
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("v", 1L);
        envelope.put("status", Code.UNKNOWN.name());
        envelope.put(Keys.DOCS, List.of());
        envelope.put(Keys.ERROR, value);
        Response read = Codec.JSON.readResponse(Codec.JSON.writeValue(envelope), Doc.class, limits, NOWHERE);
        CallError error = read.error();
        if (error == null) {
            throw new IllegalArgumentException("an error is an object");
        }
        return error;
    }

    private static Map<String, @Nullable Object> params(@Nullable Object value) {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> params.put(String.valueOf(key), each));
        }
        return params;
    }

    private static Map<?, ?> object(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("`" + what + "` is an object");
    }

    private static String text(Map<?, ?> map, String key) {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("`" + key + "` is a string");
    }

    private static long number(Map<?, ?> map, String key) {
        if (map.get(key) instanceof Long number && number >= 0) {
            return number;
        }
        throw new IllegalArgumentException("`" + key + "` is a number from 0");
    }
}
