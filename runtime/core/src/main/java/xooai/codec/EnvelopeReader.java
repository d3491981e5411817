package xooai.codec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.codec.TokenReader.Token;
import xooai.doc.Audio;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocType;
import xooai.doc.Extras;
import xooai.doc.Image;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;
import xooai.doc.Video;
import xooai.doc.XooaiException;

/// Reads the envelope around docs: requests, answers, and arrays of docs with ids, types and errors.
final class EnvelopeReader {
    private static final long VERSION = 1;
    private static final int MAX_KEYS = 64;

    private final TokenReader in;
    private final Class<? extends Doc> docs;
    private final Limits limits;
    private final ContentSource refs;

    EnvelopeReader(TokenReader in, Class<? extends Doc> docs, Limits limits, ContentSource refs) {
        this.in = in;
        this.docs = docs;
        this.limits = limits;
        this.refs = refs;
    }

    /// The built-in doc class of that name, or null.
    static @Nullable Class<? extends Doc> builtIn(String type) {
        return switch (type) {
            case "Text" -> Text.class;
            case "Image" -> Image.class;
            case "Audio" -> Audio.class;
            case "Video" -> Video.class;
            default -> null;
        };
    }

    Request request() {
        Fields fields = envelope();
        if (fields.docs == null && !fields.branches.isEmpty()) {
            fields.docs = DocArray.empty();
        }
        if (fields.docs == null) {
            throw new Malformed("`docs` is missing; a request is {\"docs\": [\u2026]}");
        }
        if (fields.timeoutMillis < -1) {
            throw new Malformed("expected a time in milliseconds, found " + fields.timeoutMillis).in("timeoutMs");
        }
        return new Request(
                fields.rid,
                fields.endpoint,
                fields.timeoutMillis,
                fields.params,
                fields.docs,
                fields.extra,
                fields.branches,
                fields.stores);
    }

    Response response() {
        Fields fields = envelope();
        if (fields.error == null && fields.docs == null) {
            throw new Malformed("an answer needs `status` and `docs`");
        }
        return response(fields);
    }

    private static Response response(Fields fields) {
        CallError error = fields.error;
        DocArray<? extends Doc> array = fields.docs == null ? DocArray.empty() : fields.docs;
        if (error == null && fields.status == null) {
            throw new Malformed("an answer needs `status` and `docs`");
        }
        Code code = error != null ? error.code() : Code.named(Objects.requireNonNull(fields.status));
        if (error == null && code != Code.OK && code != Code.PARTIAL) {
            error = CallError.of(
                    code,
                    "the call ended with " + ErrorFields.shown(Objects.requireNonNull(fields.status))
                            + " and no message");
        }
        return new Response(fields.rid, code, array, error, fields.extra);
    }

    Frame frame() {
        Fields fields = envelope();
        if (fields.cancel != null) {
            return new Frame.Cancel(fields.cancel);
        }
        if (fields.end) {
            return new Frame.End(fields.status == null && fields.error == null ? null : response(fields));
        }
        if (fields.docs == null) {
            throw new Malformed("a message of a stream has `docs`, `end` or `cancel`");
        }
        return new Frame.Chunk(fields.docs);
    }

    DocArray<? extends Doc> docs() {
        in.next();
        DocArray<? extends Doc> read;
        if (in.token() == Token.START_OBJECT) {
            read = DocArray.ofSlots(List.of(slot()));
        } else {
            read = array();
        }
        in.expectEnd();
        return read;
    }

    /// What an envelope holds, while it is read.
    private static final class Fields {
        @Nullable
        String rid;

        @Nullable
        String endpoint;

        @Nullable
        String status;

        long timeoutMillis = -1;
        Map<String, @Nullable Object> params = Map.of();

        @Nullable
        DocArray<? extends Doc> docs;

        @Nullable
        CallError error;

        @Nullable
        CallError cancel;

        boolean end;

        final Map<String, DocArray<? extends Doc>> branches = new LinkedHashMap<>(0);
        final Set<String> stores = new LinkedHashSet<>(0);
        final Map<String, @Nullable Object> extra = new LinkedHashMap<>(0);
    }

    private Fields envelope() {
        if (in.next() != Token.START_OBJECT) {
            throw in.expected("an object");
        }
        Fields fields = new Fields();
        Set<String> seen = new HashSet<>();
        while (in.next() != Token.END_OBJECT) {
            String key = in.text();
            if (!seen.add(key)) {
                throw TokenReader.duplicate(key);
            }
            if (seen.size() > MAX_KEYS) {
                throw new Malformed(Code.RESOURCE_EXHAUSTED, "the envelope has too many keys");
            }
            in.next();
            try {
                take(fields, key);
            } catch (Malformed e) {
                throw e.in(key);
            }
        }
        in.expectEnd();
        return fields;
    }

    private void take(Fields fields, String key) {
        switch (key) {
            case "v" -> version();
            case "rid" -> fields.rid = name();
            case "endpoint" -> fields.endpoint = name();
            case "status" -> fields.status = name();
            case "timeoutMs" -> fields.timeoutMillis = in.token() == Token.NULL ? -1 : millis();
            case "params" -> fields.params = params();
            case "docs" -> fields.docs = in.token() == Token.NULL ? null : array();
            case "branches" -> branches(fields.branches);
            case "stores" -> stores(fields.stores);
            case "error" -> fields.error = in.token() == Token.NULL ? null : error();
            case "end" -> fields.end = Boolean.TRUE.equals(in.value());
            case "cancel" -> fields.cancel = in.token() == Token.NULL ? null : error();
            default -> fields.extra.put(key, in.value());
        }
    }

    private void version() {
        if (in.token() != Token.INTEGER) {
            throw in.expected("a version, which is an integer");
        }
        if (!Objects.equals(in.integer(), VERSION)) {
            throw new Malformed(
                    Code.UNIMPLEMENTED,
                    "the envelope is of version " + in.integer() + ", and only version " + VERSION + " is known here");
        }
    }

    private @Nullable String name() {
        if (in.token() == Token.NULL) {
            return null;
        }
        if (in.token() != Token.STRING) {
            throw in.expected("a string");
        }
        String text = in.text();
        if (text.length() > 256) {
            throw new Malformed("longer than 256 characters");
        }
        return text;
    }

    private long millis() {
        if (in.token() != Token.INTEGER || !(in.integer() instanceof Long millis) || millis < 0) {
            throw in.expected("a time in whole milliseconds");
        }
        return millis;
    }

    private Map<String, @Nullable Object> params() {
        if (in.token() == Token.NULL) {
            return Map.of();
        }
        if (in.token() != Token.START_OBJECT) {
            throw in.expected("an object");
        }
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        while (in.next() != Token.END_OBJECT) {
            in.put(params, in.text());
        }
        return params;
    }

    private void stores(Set<String> stores) {
        if (in.token() == Token.NULL) {
            return;
        }
        if (in.token() != Token.START_ARRAY) {
            throw in.expected("an array of names");
        }
        while (in.next() != Token.END_ARRAY) {
            String store = name();
            if (store == null || stores.size() == MAX_KEYS) {
                throw in.expected("at most " + MAX_KEYS + " names");
            }
            stores.add(store);
        }
    }

    private void branches(Map<String, DocArray<? extends Doc>> branches) {
        if (in.token() != Token.START_OBJECT) {
            throw in.expected("an object");
        }
        while (in.next() != Token.END_OBJECT) {
            String node = in.text();
            if (branches.containsKey(node)) {
                throw TokenReader.duplicate(node);
            }
            if (branches.size() == limits.depth()) {
                throw new Malformed(Code.RESOURCE_EXHAUSTED, "more branches than the limit of " + limits.depth());
            }
            in.next();
            try {
                branches.put(node, array());
                if (branches.values().stream().mapToInt(DocArray::size).sum() > limits.docs()) {
                    throw new Malformed(
                            Code.RESOURCE_EXHAUSTED, "the branches hold more docs than the limit of " + limits.docs());
                }
            } catch (Malformed e) {
                throw e.in(node);
            }
        }
    }

    private DocArray<? extends Doc> array() {
        if (in.token() != Token.START_ARRAY) {
            throw in.expected("an array of docs");
        }
        List<Slot<Doc>> slots = new ArrayList<>();
        while (in.next() != Token.END_ARRAY) {
            if (slots.size() == limits.docs()) {
                throw new Malformed(Code.RESOURCE_EXHAUSTED, "more docs than the limit of " + limits.docs());
            }
            try {
                slots.add(slot());
            } catch (Malformed e) {
                throw e.in(slots.size());
            }
        }
        try {
            return DocArray.ofSlots(slots);
        } catch (XooaiException e) {
            throw new Malformed(e.error().message());
        }
    }

    /// The keys of a doc that belong to its slot.
    private final class Header implements DocReader.Envelope {
        @Nullable
        String id;

        @Nullable
        String type;

        @Nullable
        CallError error;

        private boolean seenId;
        private boolean seenType;
        private boolean seenError;

        @Override
        public boolean take(String key) {
            switch (key) {
                case "id" -> {
                    seenId = once(seenId, key);
                    in.next();
                    id = name();
                }
                case "type" -> {
                    seenType = once(seenType, key);
                    in.next();
                    type = name();
                }
                case "error" -> {
                    seenError = once(seenError, key);
                    in.next();
                    error = in.token() == Token.NULL ? null : error();
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static boolean once(boolean seen, String key) {
            if (seen) {
                throw TokenReader.duplicate(key);
            }
            return true;
        }
    }

    private Slot<Doc> slot() {
        if (in.token() != Token.START_OBJECT) {
            throw in.expected("a doc, which is an object");
        }
        Header header = new Header();
        return docs == Doc.class ? untyped(header) : typed(header);
    }

    private Slot<Doc> typed(Header header) {
        DocType type = DocType.of(docs);
        int depth = in.depth();
        DocReader.Read read;
        try {
            read = new DocReader(in, refs).record(type, header);
        } catch (Malformed e) {
            boolean readWhole = in.depth() < depth;
            if (readWhole && header.error != null) {
                // A doc in error has no fields, so that the class may well miss some.
                return Slot.failed(header.id, header.error);
            }
            refuseOtherType(header, type);
            throw e;
        }
        if (header.error != null) {
            return Slot.failed(header.id, header.error);
        }
        refuseOtherType(header, type);
        return new Slot<>(header.id, (Doc) Objects.requireNonNull(read.value()), null, read.extras());
    }

    private static void refuseOtherType(Header header, DocType type) {
        if (header.type != null && !header.type.equals(type.name())) {
            throw new Malformed("takes " + type.name() + ", and is given " + Malformed.shown(header.type));
        }
    }

    private Slot<Doc> untyped(Header header) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (in.next() != Token.END_OBJECT) {
            String key = in.text();
            if (!header.take(key)) {
                in.put(fields, key);
            }
        }
        if (header.error != null) {
            return Slot.failed(header.id, header.error);
        }
        String type = header.type == null ? "" : header.type;
        Slot<Doc> slot = new Slot<>(header.id, new UntypedDoc(type, fields, refs), null, Extras.NONE);
        Class<? extends Doc> known = builtIn(type);
        return known == null ? slot : Docs.typed(slot, known, limits.depth());
    }

    private CallError error() {
        if (!(in.value() instanceof Map<?, ?> map)) {
            throw in.expected("an error, which is an object");
        }
        return ErrorFields.error(map);
    }
}
