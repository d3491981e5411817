package xooai.codec;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocType;
import xooai.doc.Extras;
import xooai.doc.Media;
import xooai.doc.Slot;
import xooai.doc.Tensor;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;
import xooai.doc.XooaiException;

/// Writes docs, and the envelope around them: the one set of rules for JSON, msgpack and plain values.
///
/// Fields come in the order of the record's components, absent ones not at all, unknown ones last.
final class DocWriter {
    private DocWriter() {}

    static String typeName(Doc doc) {
        return doc instanceof UntypedDoc untyped
                ? untyped.type()
                : doc.getClass().getSimpleName();
    }

    static void writeRequest(TokenWriter out, Request request) {
        int size = 2
                + (request.rid() == null ? 0 : 1)
                + (request.endpoint() == null ? 0 : 1)
                + (request.timeoutMillis() < 0 ? 0 : 1)
                + (request.params().isEmpty() ? 0 : 1)
                + (request.branches().isEmpty() ? 0 : 1)
                + (request.stores().isEmpty() ? 0 : 1)
                + request.extra().size();
        out.startObject(size);
        out.key("v");
        out.integer(1);
        out.field("rid", request.rid());
        out.field("endpoint", request.endpoint());
        if (request.timeoutMillis() >= 0) {
            out.key("timeoutMs");
            out.integer(request.timeoutMillis());
        }
        if (!request.params().isEmpty()) {
            out.key("params");
            out.value(request.params());
        }
        out.key("docs");
        writeDocs(out, request.docs());
        if (!request.branches().isEmpty()) {
            out.key("branches");
            out.startObject(request.branches().size());
            request.branches().forEach((node, docs) -> {
                out.key(node);
                writeDocs(out, docs);
            });
            out.endObject();
        }
        if (!request.stores().isEmpty()) {
            out.key("stores");
            out.startArray(request.stores().size());
            request.stores().forEach(out::string);
            out.endArray();
        }
        writeEntries(out, request.extra());
        out.endObject();
    }

    static void writeResponse(TokenWriter out, Response response) {
        int size = 2
                + (response.rid() == null ? 0 : 1)
                + (response.error() == null ? 0 : 1)
                + response.extra().size();
        out.startObject(size);
        out.field("rid", response.rid());
        out.field("status", response.code().name());
        out.key("docs");
        writeDocs(out, response.docs());
        if (response.error() != null) {
            out.key("error");
            writeError(out, response.error());
        }
        writeEntries(out, response.extra());
        out.endObject();
    }

    static void writeFrame(TokenWriter out, Frame frame) {
        switch (frame) {
            case Frame.Chunk(var docs) -> {
                out.startObject(1);
                out.key("docs");
                writeDocs(out, docs);
                out.endObject();
            }
            case Frame.End(var response) -> writeEnd(out, response);
            case Frame.Cancel(var why) -> {
                out.startObject(1);
                out.key("cancel");
                writeError(out, why);
                out.endObject();
            }
        }
    }

    private static void writeEnd(TokenWriter out, @Nullable Response response) {
        int fields = response == null
                ? 0
                : 1
                        + (response.rid() == null ? 0 : 1)
                        + (response.docs().isEmpty() ? 0 : 1)
                        + (response.error() == null ? 0 : 1)
                        + response.extra().size();
        out.startObject(1 + fields);
        out.key("end");
        out.value(true);
        if (response != null) {
            out.field("rid", response.rid());
            out.field("status", response.code().name());
            if (!response.docs().isEmpty()) {
                out.key("docs");
                writeDocs(out, response.docs());
            }
            if (response.error() != null) {
                out.key("error");
                writeError(out, response.error());
            }
            writeEntries(out, response.extra());
        }
        out.endObject();
    }

    static void writeDocs(TokenWriter out, DocArray<? extends Doc> docs) {
        out.startArray(docs.size());
        for (Slot<? extends Doc> slot : docs.slots()) {
            writeSlot(out, slot);
        }
        out.endArray();
    }

    private static void writeSlot(TokenWriter out, Slot<? extends Doc> slot) {
        Doc doc = slot.doc();
        if (doc == null) {
            out.startObject(slot.id() == null ? 1 : 2);
            out.field("id", slot.id());
            out.key("error");
            writeError(out, Objects.requireNonNull(slot.error()));
        } else {
            String type = typeName(doc);
            Fields fields = Fields.of(doc, slot.extras());
            out.startObject(fields.count() + (slot.id() == null ? 0 : 1) + (type.isEmpty() ? 0 : 1));
            out.field("id", slot.id());
            out.field("type", type.isEmpty() ? null : type);
            fields.write(out);
        }
        out.endObject();
    }

    /// A doc as an object of its own, without id and type.
    static void writeFields(TokenWriter out, Doc doc, Extras extras) {
        Fields fields = Fields.of(doc, extras);
        out.startObject(fields.count());
        fields.write(out);
        out.endObject();
    }

    static void writeRecord(TokenWriter out, Record record, Extras extras) {
        Fields fields = Fields.ofRecord(record, extras);
        out.startObject(fields.count());
        fields.write(out);
        out.endObject();
    }

    static void writeError(TokenWriter out, CallError error) {
        int size = 4
                + (error.node() == null ? 0 : 1)
                + (error.endpoint() == null ? 0 : 1)
                + (error.docId() == null ? 0 : 1)
                + (error.cause().isEmpty() ? 0 : 1);
        out.startObject(size);
        out.field("code", error.code().name());
        out.field("message", Utf8.repaired(error.message()));
        out.field("node", error.node());
        out.field("endpoint", error.endpoint());
        out.field("docId", error.docId());
        out.key("attempt");
        out.integer(error.attempt());
        out.key("retryable");
        out.bool(error.retryable());
        if (!error.cause().isEmpty()) {
            out.key("cause");
            out.startArray(error.cause().size());
            error.cause().forEach(cause -> writeError(out, cause));
            out.endArray();
        }
        out.endObject();
    }

    private static void writeEntries(TokenWriter out, Map<String, @Nullable Object> entries) {
        entries.forEach((name, value) -> {
            out.key(name);
            out.value(value);
        });
    }

    /// The fields of one object, taken out once: they are counted before they are written.
    private sealed interface Fields {
        int count();

        void write(TokenWriter out);

        static Fields of(Doc doc, Extras extras) {
            return switch (doc) {
                case UntypedDoc untyped ->
                    new OfValues(untyped.fields(), unknown(extras, untyped.fields()::containsKey));
                case Media media -> OfContent.of(media, extras);
                case Record record -> new OfRecord(record, extras);
                default ->
                    throw new XooaiException(
                            Code.INVALID_ARGUMENT,
                            doc.getClass().getName() + " is not a record; a doc is a record that implements Doc");
            };
        }

        static Fields ofRecord(Record record, Extras extras) {
            return record instanceof Media media ? OfContent.of(media, extras) : new OfRecord(record, extras);
        }
    }

    /// The unknown fields without those that what holds them now knows: it may have become of another type, and
    /// no key may stand twice.
    private static Map<String, @Nullable Object> unknown(Extras extras, Predicate<String> known) {
        Map<String, @Nullable Object> fields = extras.fields();
        if (fields.isEmpty() || fields.keySet().stream().noneMatch(known)) {
            return fields;
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(fields);
        rest.keySet().removeIf(known);
        return rest;
    }

    private record OfValues(Map<String, @Nullable Object> fields, Map<String, @Nullable Object> unknown)
            implements Fields {
        @Override
        public int count() {
            return fields.size() + unknown.size();
        }

        @Override
        public void write(TokenWriter out) {
            writeEntries(out, fields);
            writeEntries(out, unknown);
        }
    }

    private record OfContent(Content content, Map<String, @Nullable Object> unknown) implements Fields {
        static OfContent of(Media media, Extras extras) {
            return of(media.content(), media instanceof Text, extras);
        }

        static OfContent of(Content content, boolean takesText, Extras extras) {
            return new OfContent(content, DocWriter.unknown(extras, key -> ContentFields.bit(key, takesText) != 0));
        }

        @Override
        public int count() {
            boolean inline = content.isInline();
            return 1
                    + (content.mediaType() == null ? 0 : 1)
                    + (inline || content.signature() == null ? 0 : 1)
                    + (inline || content.size() < 0 ? 0 : 1)
                    + unknown.size();
        }

        @Override
        public void write(TokenWriter out) {
            String ref = content.ref();
            String text = content.inlineText();
            if (ref != null) {
                out.field("ref", ref);
                out.field("sig", content.signature());
                if (content.size() >= 0) {
                    out.key("size");
                    out.integer(content.size());
                }
            } else if (text != null) {
                out.field("text", text);
            } else {
                out.key("bytes");
                out.binary(content.inlineBuffer());
            }
            out.field("mediaType", content.mediaType());
            writeEntries(out, unknown);
        }
    }

    private static final class OfRecord implements Fields {
        private final DocType type;
        private final @Nullable Object[] values;
        private final Extras extras;
        private final Map<String, @Nullable Object> unknown;
        private final int count;

        OfRecord(Record record, Extras extras) {
            this.type = DocType.of(record.getClass());
            this.values = new Object[type.components().size()];
            this.extras = extras;
            this.unknown = DocWriter.unknown(extras, name -> type.place(name) >= 0);
            int present = unknown.size();
            for (int i = 0; i < values.length; i++) {
                values[i] = type.get(record, i);
                present += values[i] == null ? 0 : 1;
            }
            this.count = present;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public void write(TokenWriter out) {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                if (value != null) {
                    String name = type.components().get(i).name();
                    out.key(name);
                    writeField(out, value, extras.in(name, value));
                }
            }
            writeEntries(out, unknown);
        }
    }

    private static void writeField(TokenWriter out, Object value, Extras extras) {
        switch (value) {
            case String text -> out.string(text);
            case Boolean b -> out.bool(b);
            case Double d -> out.number(d);
            case Float f -> out.number(Double.parseDouble(f.toString()));
            case Number n -> out.integer(n.longValue());
            case Instant time -> out.string(time.toString());
            case Enum<?> constant -> out.string(constant.name());
            case Content content -> {
                OfContent fields = OfContent.of(content, true, extras);
                out.startObject(fields.count());
                fields.write(out);
                out.endObject();
            }
            case Tensor tensor -> writeTensor(out, tensor, extras);
            case Record record -> writeRecord(out, record, extras);
            case List<?> list -> {
                out.startArray(list.size());
                for (int i = 0; i < list.size(); i++) {
                    Object element = present(list.get(i));
                    Extras known = extras.isEmpty() ? extras : extras.ofElement(i, element);
                    writeField(out, element, known);
                }
                out.endArray();
            }
            case Map<?, ?> map -> {
                out.startObject(map.size());
                map.forEach((name, entry) -> {
                    String key = String.valueOf(name);
                    out.key(key);
                    writeField(out, present(entry), extras.in(key, entry));
                });
                out.endObject();
            }
            default ->
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "a doc cannot hold a " + value.getClass().getName());
        }
    }

    private static Object present(@Nullable Object element) {
        if (element == null) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "a list or map in a doc holds null; leave the element out");
        }
        return element;
    }

    private static void writeTensor(TokenWriter out, Tensor tensor, Extras extras) {
        out.startObject(3 + extras.fields().size());
        out.field("dtype", tensor.dtype().wireName());
        out.key("shape");
        int[] shape = tensor.shape();
        out.startArray(shape.length);
        for (int extent : shape) {
            out.integer(extent);
        }
        out.endArray();
        out.key("data");
        ByteBuffer data = tensor.data();
        out.binary(data);
        writeEntries(out, extras.fields());
        out.endObject();
    }
}
