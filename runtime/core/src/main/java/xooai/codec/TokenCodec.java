package xooai.codec;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;

/// What the codecs have in common: everything but their tokens.
abstract sealed class TokenCodec implements Codec permits JsonCodec, MsgpackCodec {

    abstract TokenReader reader(byte[] bytes, int maxDepth);

    abstract byte[] write(Consumer<TokenWriter> writing);

    @Override
    public final byte[] writeRequest(Request request) {
        return write(out -> DocWriter.writeRequest(out, request));
    }

    @Override
    public final Request readRequest(byte[] bytes, Class<? extends Doc> docs, Limits limits, ContentSource refs) {
        return read("the request", bytes, limits, in -> new EnvelopeReader(in, docs, limits, refs).request());
    }

    @Override
    public final byte[] writeResponse(Response response) {
        return write(out -> DocWriter.writeResponse(out, response));
    }

    @Override
    public final Response readResponse(byte[] bytes, Class<? extends Doc> docs, Limits limits, ContentSource refs) {
        return read("the answer", bytes, limits, in -> new EnvelopeReader(in, docs, limits, refs).response());
    }

    @Override
    public final byte[] writeFrame(Frame frame) {
        return write(out -> DocWriter.writeFrame(out, frame));
    }

    @Override
    public final Frame readFrame(byte[] bytes, Class<? extends Doc> docs, Limits limits, ContentSource refs) {
        return read("a message of the stream", bytes, limits, in -> new EnvelopeReader(in, docs, limits, refs).frame());
    }

    @Override
    public final byte[] writeDocs(DocArray<? extends Doc> docs) {
        return write(out -> DocWriter.writeDocs(out, docs));
    }

    @Override
    public final DocArray<? extends Doc> readDocs(
            byte[] bytes, Class<? extends Doc> docs, Limits limits, ContentSource refs) {
        return read("the docs", bytes, limits, in -> new EnvelopeReader(in, docs, limits, refs).docs());
    }

    @Override
    public final DocArray<? extends Doc> readDocs(byte[] bytes, Class<? extends Doc> docs, Limits limits) {
        return readDocs(bytes, docs, limits, ContentSource.standard());
    }

    @Override
    public final byte[] writeValue(@Nullable Object value) {
        return write(out -> out.value(value));
    }

    @Override
    public final @Nullable Object readValue(byte[] bytes, Limits limits) {
        return this.<@Nullable Object>read("the value", bytes, limits, in -> {
            in.next();
            Object value = in.value();
            in.expectEnd();
            return value;
        });
    }

    private <T extends @Nullable Object> T read(
            String what, byte[] bytes, Limits limits, Function<TokenReader, T> reading) {
        if (bytes.length > limits.bodyBytes()) {
            throw new XooaiException(
                    Code.RESOURCE_EXHAUSTED,
                    "Tried to read " + what + ": " + bytes.length + " bytes are more than the limit of "
                            + limits.bodyBytes());
        }
        try {
            return reading.apply(reader(bytes, limits.depth()));
        } catch (Malformed e) {
            throw e.toException("Tried to read " + what + " as " + name());
        }
    }
}
