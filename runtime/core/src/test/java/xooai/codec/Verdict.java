package xooai.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import java.util.function.Supplier;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.XooaiException;

/// What reading a body ends with: a value, or a refusal with its code and its words.
record Verdict(boolean accepted, Code code, String message) {
    private static final Set<Code> REFUSALS =
            Set.of(Code.INVALID_ARGUMENT, Code.RESOURCE_EXHAUSTED, Code.UNIMPLEMENTED, Code.DATA_LOSS);

    /// The verdict on a request whose docs are of that class.
    static Verdict onRequest(Codec codec, byte[] body, Class<? extends Doc> docs) {
        return of(codec, () -> codec.readRequest(body, docs, Limits.DEFAULT, ContentSource.standard()));
    }

    static Verdict onRequest(Codec codec, String json, Class<? extends Doc> docs) {
        return onRequest(codec, encoded(codec, json), docs);
    }

    static Verdict onDocs(Codec codec, byte[] body, Class<? extends Doc> docs) {
        return of(codec, () -> codec.readDocs(body, docs, Limits.DEFAULT));
    }

    static Verdict onAnswer(Codec codec, byte[] body) {
        return of(codec, () -> codec.readResponse(body, Doc.class, Limits.DEFAULT, ContentSource.standard()));
    }

    static Verdict onValue(Codec codec, byte[] body) {
        return of(codec, () -> codec.readValue(body, Limits.DEFAULT));
    }

    /// The value that the JSON says, in that codec.
    static byte[] encoded(Codec codec, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return codec == Codec.JSON
                ? bytes
                : codec.writeValue(Codec.JSON.readValue(bytes, new Limits(16 << 20, 1, 200, 1)));
    }

    private static Verdict of(Codec codec, Supplier<Object> reading) {
        try {
            Object read = reading.get();
            return new Verdict(true, Code.OK, String.valueOf(read == null));
        } catch (XooaiException e) {
            if (!REFUSALS.contains(e.code())) {
                throw new AssertionError("refused with " + e.code(), e);
            }
            return new Verdict(false, e.code(), e.error().message().replace(" as " + codec.name() + ":", ":"));
        }
    }
}
