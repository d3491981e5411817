package xooai.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;
import xooai.flow.FlowFile;
import xooai.flow.NodeEvent;

/// Writes a run as a JSON object. Docs are written as they travel; those that do not fit any more, and all of them
/// without content, as their size.
final class RecordWriter {
    private long left = RunRecord.MOST_BYTES;

    private RecordWriter() {}

    static byte[] write(RunRecord run) {
        return Codec.JSON.writeValue(new RecordWriter().value(run));
    }

    private Map<String, @Nullable Object> value(RunRecord run) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put(Keys.VERSION, Keys.CURRENT);
        value.put(Keys.RID, run.rid());
        value.put(Keys.STARTED, run.started().toString());
        value.put(Keys.TOOK, run.took().toNanos());
        value.put(Keys.CONTENT, run.hasContent());
        if (run.hasContent() && !run.params().isEmpty()) {
            value.put(Keys.PARAMS, run.params());
        }
        value.put(Keys.FLOW, Codec.JSON.readValue(FlowFile.write(run.flow()), RunRecord.LIMITS));
        // What the person wants first is written first: it fits where the rest does not.
        value.put(Keys.INPUT, docs(run.input(), run.hasContent()));
        value.put(Keys.RESPONSE, response(run.response(), run.hasContent()));
        Map<String, @Nullable Object> nodes = new LinkedHashMap<>();
        run.nodes()
                .forEach((name, event) ->
                        nodes.put(name, node(event, run.passed().get(name), run.hasContent())));
        value.put(Keys.NODES, nodes);
        return value;
    }

    private Map<String, @Nullable Object> node(NodeEvent event, @Nullable Passed passed, boolean content) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put(Keys.STATE, event.state().name());
        value.put(Keys.TOOK, event.took().toNanos());
        put(value, Keys.INPUT, event.input(), content);
        put(value, Keys.OUTPUT, event.output(), content);
        if (event.error() != null) {
            value.put(Keys.ERROR, error(event.error()));
        }
        if (passed != null) {
            value.put(Keys.CHUNKS, passed.chunks());
            value.put(Keys.DOCS, passed.docs());
        }
        return value;
    }

    private void put(Map<String, @Nullable Object> value, String key, @Nullable DocArray<?> docs, boolean content) {
        if (docs != null) {
            value.put(key, docs(docs.cast(), content));
        }
    }

    private Map<String, @Nullable Object> response(Response response, boolean content) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put(Keys.CODE, response.code().name());
        value.put(Keys.DOCS, docs(response.docs(), content));
        if (response.error() != null) {
            value.put(Keys.ERROR, error(response.error()));
        }
        return value;
    }

    private static @Nullable Object error(CallError error) {
        Response failed = Response.failed(null, error);
        Object read = Codec.JSON.readValue(Codec.JSON.writeResponse(failed), RunRecord.LIMITS);
        return read instanceof Map<?, ?> map ? map.get(Keys.ERROR) : null;
    }

    private @Nullable Object docs(DocArray<? extends Doc> docs, boolean content) {
        if (content && Weight.of(docs) <= left) {
            byte[] json = Codec.JSON.writeDocs(docs);
            if (json.length <= left) {
                left -= json.length;
                return Codec.JSON.readValue(json, RunRecord.LIMITS);
            }
        }
        return Codec.JSON.readValue(Codec.JSON.writeDocs(DocSizes.of(docs)), RunRecord.LIMITS);
    }
}
